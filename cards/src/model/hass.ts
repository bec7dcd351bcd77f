/** The part of Home Assistant's frontend that the card uses. */

export interface HassEntity {
  readonly entity_id: string;
  readonly state: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface EntityEntry {
  readonly platform?: string;
  readonly area_id?: string | null;
  readonly device_id?: string | null;
  readonly entity_category?: string | null;
  readonly hidden?: boolean;
}

export type Unsubscribe = () => void | Promise<void>;

export interface Connection {
  subscribeMessage<T>(
    callback: (message: T) => void,
    message: Readonly<Record<string, unknown>>,
    options?: { readonly resubscribe?: boolean },
  ): Promise<Unsubscribe>;
  sendMessagePromise<T>(message: Readonly<Record<string, unknown>>): Promise<T>;
  addEventListener(type: "ready" | "disconnected", listener: () => void): void;
  removeEventListener(type: "ready" | "disconnected", listener: () => void): void;
}

export interface HomeAssistant {
  readonly states: Readonly<Record<string, HassEntity | undefined>>;
  readonly entities?: Readonly<Record<string, EntityEntry | undefined>>;
  readonly devices?: Readonly<Record<string, { readonly area_id?: string | null } | undefined>>;
  readonly areas?: Readonly<Record<string, { readonly name: string } | undefined>>;
  readonly language: string;
  readonly locale?: { readonly language: string; readonly time_format?: string; readonly time_zone?: string };
  readonly config?: {
    readonly unit_system?: { readonly temperature?: string };
    readonly time_zone?: string;
    readonly currency?: string;
  };
  readonly translationMetadata?: {
    readonly translations?: Readonly<Record<string, { readonly isRTL?: boolean } | undefined>>;
  };
  readonly user?: { readonly id: string; readonly is_admin: boolean };
  readonly connected: boolean;
  readonly connection: Connection;
  formatEntityState?(entity: HassEntity, state?: string): string;
  formatEntityAttributeName?(entity: HassEntity, attribute: string): string;
  formatEntityAttributeValue?(entity: HassEntity, attribute: string, value?: unknown): string;
}

/** Whether the user's language is written from right to left. */
export const isRightToLeft = (hass: HomeAssistant): boolean =>
  hass.translationMetadata?.translations?.[hass.language]?.isRTL === true;

/** The language for numbers and times: the user's locale, else the language of the words. */
export const localeOf = (hass: Pick<HomeAssistant, "language" | "locale">): string => hass.locale?.language ?? hass.language;

/**
 * Whether another `hass` says anything new to a card that shows some entities.
 *
 * Home Assistant gives a new one with every state of the home; few of them concern a card.
 */
export const isNews = (before: HomeAssistant, now: HomeAssistant, entityIds: readonly string[]): boolean =>
  before.language !== now.language ||
  before.locale !== now.locale ||
  before.connected !== now.connected ||
  before.connection !== now.connection ||
  before.formatEntityState !== now.formatEntityState ||
  entityIds.some((id) => before.states[id]?.state !== now.states[id]?.state);

/** Whether an entity is there and in use. */
export const isThere = (hass: HomeAssistant | undefined, entityId: string): boolean =>
  !["unavailable", undefined].includes(hass?.states[entityId]?.state);
