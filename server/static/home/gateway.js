// Queries and mutations: the named operations of graphql/operations/, each by one POST.

/** A mutation that was refused: its first reason is the message. */
export class Refused extends Error {}

/** Nobody knows what came of it: the gateway was not reached, or cannot answer now. */
export class Unanswered extends Error {}

export class Gateway {
  #endpoint;
  #documents;

  constructor(endpoint, documents) {
    this.#endpoint = endpoint;
    this.#documents = documents;
  }

  /** Returns a gateway that knows the operations by name. */
  static async open(endpoint, operations) {
    const response = await fetch(operations);
    const listed = (await response.json()).operations;
    return new Gateway(endpoint, new Map(listed.map(({ name, document }) => [name, document])));
  }

  /** Returns what is sent to run an operation, over either road. */
  request(name, variables = {}) {
    return { query: this.#documents.get(name), operationName: name, variables };
  }

  /** Runs an operation and returns its data. */
  async run(name, variables) {
    const { data, errors } = await this.#post(this.request(name, variables));
    if (errors) {
      const [{ message, extensions }] = errors;
      throw extensions?.code === "UNAVAILABLE" ? new Unanswered(message) : new Error(message);
    }
    return data;
  }

  async #post(request) {
    try {
      const response = await fetch(this.#endpoint, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify(request),
      });
      return await response.json();
    } catch {
      throw new Unanswered("The gateway does not answer.");
    }
  }

  /** Runs a mutation and returns its payload; throws `Refused` when nothing was changed. */
  async change(name, input) {
    const [payload] = Object.values(await this.run(name, input && { input }));
    if (payload.errors.length > 0) {
      throw new Refused(payload.errors[0].message);
    }
    return payload;
  }
}
