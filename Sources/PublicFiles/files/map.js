// The list's places on a map, and the list by distance from here: the position stays on this device.
const map = document.getElementById("map");
const list = document.querySelector(".places");
const items = [...document.querySelectorAll(".places > li")];
const placed = items.filter((item) => item.dataset.lat);
const words = map.dataset;

function distance(a, b) {
  const radians = (degrees) => (degrees * Math.PI) / 180;
  const h = Math.sin(radians(b.lat - a.lat) / 2) ** 2
    + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lon - a.lon) / 2) ** 2;
  return 2 * 6371.0088 * Math.asin(Math.min(1, Math.sqrt(h)));
}

const point = (item) => ({ lat: Number(item.dataset.lat), lon: Number(item.dataset.lon) });

// Nearest first, on this device alone.
const button = document.getElementById("here");
const status = document.getElementById("here-status");
if (navigator.geolocation && button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    status.textContent = words.locating;
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      const here = { lat: coords.latitude, lon: coords.longitude };
      const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
      const away = new Map(items.map((item) =>
        [item, item.dataset.lat ? distance(here, point(item)) : Infinity]));
      items.sort((a, b) => away.get(a) - away.get(b));
      for (const item of items) {
        list.append(item);
        const text = item.querySelector(".away");
        if (Number.isFinite(away.get(item))) text.textContent = ` · ${number.format(away.get(item))} km`;
      }
      status.textContent = words.sorted;
    }, () => { status.textContent = words.nowhere; }, { maximumAge: 600000, timeout: 20000 });
  });
}

const load = (element, attributes) => new Promise((resolve, reject) => {
  const made = Object.assign(document.createElement(element), attributes);
  made.addEventListener("load", resolve);
  made.addEventListener("error", reject);
  document.head.append(made);
});

async function show() {
  for (const href of [words.style, words.clusterStyle]) await load("link", { rel: "stylesheet", href });
  await load("script", { src: words.leaflet });
  await load("script", { src: words.cluster });
  const L = globalThis.L;
  map.hidden = false;
  const view = L.map(map, { minZoom: 2, maxZoom: 18, worldCopyJump: true, zoomAnimation: false });
  view.attributionControl.setPrefix(false);
  if (words.tiles) L.tileLayer(words.tiles, { attribution: words.credit }).addTo(view);
  else {
    const style = getComputedStyle(document.documentElement);
    const rings = (await (await fetch(words.outlines)).text()).split("\n")
      .filter((line) => line && !line.startsWith("#"))
      .map((line) => line.split(" ").slice(1).map((pair) => {
        const [lon, lat] = pair.split(",");
        return [lat / 100, lon / 100];
      }));
    L.polygon(rings.map((ring) => [ring]), {
      interactive: false, noClip: true, renderer: L.svg({ padding: 2 }), weight: 1,
      color: style.getPropertyValue("--edge"),
      fillColor: style.getPropertyValue("--land"), fillOpacity: 1,
    }).addTo(view);
    view.attributionControl.addAttribution("Natural Earth");
  }
  const group = L.markerClusterGroup({
    showCoverageOnHover: false, animate: false,
    iconCreateFunction: (cluster) => {
      const count = cluster.getChildCount();
      return L.divIcon({ className: "cluster", html: String(count), iconSize: [44, 44] });
    },
  });
  for (const item of placed) {
    const at = point(item);
    const link = item.querySelector("h3 a");
    const marker = L.marker([at.lat, at.lon], {
      title: link.textContent, alt: link.textContent,
      icon: L.divIcon({ className: item.dataset.hub ? "pin hub" : "pin", iconSize: [24, 24] }),
    });
    // Built of elements, so that what somebody wrote stays text.
    const box = document.createElement("div");
    const to = document.createElement("a");
    to.href = link.href;
    to.textContent = link.textContent;
    const about = document.createElement("p");
    about.textContent = item.querySelector(".about").textContent;
    box.append(to, about);
    marker.bindPopup(box);
    marker.on("popupopen", () => item.classList.add("chosen"));
    marker.on("popupclose", () => item.classList.remove("chosen"));
    group.addLayer(marker);
  }
  view.addLayer(group);
  const first = words.near === undefined ? placed : placed.slice(0, 8);
  if (first.length) {
    const corners = first.map((item) => [point(item).lat, point(item).lon]);
    view.fitBounds(L.latLngBounds(corners).pad(0.1), { maxZoom: 12 });
  }
  else view.setView([15, -86], 5);
  globalThis.shownPlaces = placed.length;
}

// Where data is dear, the map waits to be asked for.
const opener = document.getElementById("show-map");
const line = navigator.connection;
if (words.leaflet) {
  if (line?.saveData || /2g/.test(line?.effectiveType ?? "")) {
    opener.hidden = false;
    opener.addEventListener("click", () => { opener.hidden = true; show(); }, { once: true });
  } else show();
}
