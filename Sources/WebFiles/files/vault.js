// What a device keeps: records sealed with AES-GCM under a key that no script can read out.
//
// The key is made at the first sign-in on the device, one for each account, and lives in
// IndexedDB as a CryptoKey that cannot be exported. What is sealed for one account another cannot
// open from its pages. Destroying the key destroys all that was sealed with it.
const NAME = "hub";
const STORES = { keys: "account", outbox: "id", kept: "id" };

let opened;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      for (const [store, keyPath] of Object.entries(STORES)) {
        if (!request.result.objectStoreNames.contains(store)) {
          request.result.createObjectStore(store, { keyPath });
        }
      }
    };
    request.onsuccess = () => {
      // Another tab is clearing the device, or brings a newer form of it.
      request.result.onversionchange = () => {
        request.result.close();
        opened = undefined;
      };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  return opened;
}

/** Runs `work` on a store in one transaction, which is on the disk when the promise is kept. */
async function run(store, mode, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode, { durability: "strict" });
    const request = work(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}

/** The account's key on this device; made where there is none. */
async function keyOf(account) {
  const found = await run("keys", "readonly", (store) => store.get(account));
  if (found) return found.key;
  const algorithm = { name: "AES-GCM", length: 256 };
  const key = await crypto.subtle.generateKey(algorithm, false, ["encrypt", "decrypt"]);
  try {
    await run("keys", "readwrite", (store) => store.add({ account, key }));
    return key;
  } catch {
    // Another tab was first: its key is the one.
    return (await run("keys", "readonly", (store) => store.get(account))).key;
  }
}

/** What is kept for one account in one store; `id` and `order` alone are in clear. */
export class Vault {
  constructor(store, account) {
    this.store = store;
    this.account = account;
  }

  /** Puts a record in, over the one of the same id. */
  async put(id, order, value) {
    const key = await keyOf(this.account);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(value));
    const additionalData = new TextEncoder().encode(`${this.store}/${id}`);
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, plain);
    const record = { id, order, account: this.account, iv, sealed };
    await run(this.store, "readwrite", (store) => store.put(record));
  }

  async remove(id) {
    await run(this.store, "readwrite", (store) => store.delete(id));
  }

  /** All records of the account in their order; one that cannot be opened is left where it is. */
  async all() {
    const records = await run(this.store, "readonly", (store) => store.getAll());
    const mine = records.filter((record) => record.account === this.account);
    mine.sort((left, right) => (left.order < right.order ? -1 : 1));
    const values = [];
    for (const record of mine) {
      try {
        values.push(await this.opened(record));
      } catch {
        values.push({ id: record.id, state: "unreadable" });
      }
    }
    return values;
  }

  async get(id) {
    const record = await run(this.store, "readonly", (store) => store.get(id));
    if (!record || record.account !== this.account) return undefined;
    return this.opened(record).catch(() => undefined);
  }

  async opened(record) {
    const key = await keyOf(this.account);
    const additionalData = new TextEncoder().encode(`${this.store}/${record.id}`);
    const plain = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv: record.iv, additionalData }, key, record.sealed);
    return JSON.parse(new TextDecoder().decode(plain));
  }
}

/** How many records of other accounts wait on this device. */
export async function othersWaiting(account) {
  const records = await run("outbox", "readonly", (store) => store.getAll());
  return records.filter((record) => record.account !== account).length;
}

/** Clears an account from the device: its key first, which is the end of all it sealed. */
export async function clearAccount(account) {
  await run("keys", "readwrite", (store) => store.delete(account));
  for (const name of ["outbox", "kept"]) {
    const records = await run(name, "readonly", (store) => store.getAll());
    for (const record of records.filter((one) => one.account === account)) {
      await run(name, "readwrite", (store) => store.delete(record.id));
    }
  }
  // Whatever was being put in meanwhile has made a new one.
  await run("keys", "readwrite", (store) => store.delete(account));
  const names = await caches.keys();
  await Promise.all(names.map((name) => caches.delete(name)));
}
