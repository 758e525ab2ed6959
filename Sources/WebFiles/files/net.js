// Requests to the API. What changes something says that a page of ours sends it; the cookie of the
// session goes with it by itself.
const PATIENCE = 20_000;

/** Sends a request; gives {status, body, isRevoked, version}, with status 0 where no answer came. */
export async function call(method, path, body, version) {
  const headers = { Accept: "application/json" };
  if (method !== "GET") headers["X-Hub-Request"] = "1";
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (version !== undefined) headers["If-Match"] = `"${version}"`;
  try {
    const response = await fetch(path, {
      method, headers, body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store", redirect: "manual", credentials: "same-origin",
      signal: AbortSignal.timeout(PATIENCE),
    });
    const isRevoked = response.headers.get("X-Hub-Session") === "revoked";
    let content;
    try {
      const text = await response.text();
      content = text ? JSON.parse(text) : undefined;
    } catch {
      // Cut off, or not from our server.
      content = undefined;
    }
    return { status: response.status, body: content, isRevoked };
  } catch {
    return { status: 0 };
  }
}
