/** Registering elements so that they last. */

/**
 * Define an element now and again when Home Assistant's page stands.
 *
 * Before 2026.11 the frontend may replace the registry of elements after this module ran, and what was
 * defined before is then not found any more.
 */
export const defineElement = (name: string, element: CustomElementConstructor): void => {
  const define = (): void => {
    if (customElements.get(name) === undefined) {
      customElements.define(name, element);
    }
  };
  define();
  const later = (): void => {
    define();
    void customElements.whenDefined("home-assistant-main").then(define);
  };
  if (document.readyState === "complete") {
    later();
  } else {
    window.addEventListener("load", later, { once: true });
  }
};
