/** What the sessions of both cards share: when they begin to listen to Home Assistant, and when they stop. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Connection, HomeAssistant, Unsubscribe } from "./model/hass.js";

export abstract class HomeSession<Config> implements ReactiveController {
  protected readonly host: ReactiveControllerHost;
  protected hass: HomeAssistant | undefined;
  protected config: Config | undefined;
  #connection: Connection | undefined;
  #subscriptions: readonly Promise<Unsubscribe>[] = [];
  #attached = false;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#attached = true;
    this.#start();
  }

  hostDisconnected(): void {
    this.#attached = false;
    this.leave();
  }

  /** Take the home and the configuration; begins as soon as both are there. */
  use(hass: HomeAssistant | undefined, config: Config | undefined): void {
    const other = this.isOther(config);
    const moved = this.#connection !== undefined && hass?.connection !== this.#connection;
    this.hass = hass;
    this.config = config;
    if (other || moved) {
      this.leave();
      this.reset();
    }
    this.#start();
  }

  /** Begin anew after a failure. */
  retry(): void {
    this.leave();
    this.#start();
  }

  /** Whether a configuration asks for other things than the one before. */
  protected abstract isOther(config: Config | undefined): boolean;

  /** Forget what belongs to another home or configuration. */
  protected abstract reset(): void;

  /** The connection is lost or back. */
  protected abstract onConnection(connected: boolean): void;

  protected abstract subscribe(hass: HomeAssistant): readonly Promise<Unsubscribe>[];

  /** Read everything; says itself when that fails. */
  protected abstract load(): Promise<void>;

  protected leave(): void {
    this.#connection?.removeEventListener("ready", this.#onReady);
    this.#connection?.removeEventListener("disconnected", this.#onDisconnected);
    this.#connection = undefined;
    // The server may have forgotten a subscription already.
    this.#subscriptions.forEach((one) => void one.then((unsubscribe) => unsubscribe()).catch(() => undefined));
    this.#subscriptions = [];
  }

  #start(): void {
    const hass = this.hass;
    if (!this.#attached || hass === undefined || this.config === undefined || this.#connection !== undefined) {
      return;
    }
    this.#connection = hass.connection;
    this.#connection.addEventListener("ready", this.#onReady);
    this.#connection.addEventListener("disconnected", this.#onDisconnected);
    this.onConnection(hass.connected);
    this.#subscriptions = this.subscribe(hass);
    // Loading fails for the same reason, and says so.
    this.#subscriptions.forEach((subscription) => subscription.catch(() => undefined));
    void this.load();
  }

  readonly #onReady = (): void => {
    this.onConnection(true);
    void this.load();
  };

  readonly #onDisconnected = (): void => this.onConnection(false);
}
