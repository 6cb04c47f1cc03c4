"use strict";

(function () {
  const LARGEST_ZOOM = 13;
  const EDGE = [32, 32];
  const EDGE_WITH_NAMES = [96, 32];

  function words(name, text, address, open) {
    const box = document.createElement("div");
    const title = document.createElement("strong");
    title.textContent = name;
    box.append(title);
    if (text) {
      const line = document.createElement("p");
      line.textContent = text;
      box.append(line);
    }
    if (address && new URL(address, location.href).origin === location.origin) {
      const link = document.createElement("a");
      link.href = address;
      link.textContent = open;
      box.append(link);
    }
    return box;
  }

  function pin(feature, place, isPicked) {
    const { name, kind } = feature.properties;
    const icon = L.divIcon({ className: `pin ${kind || ""}`, iconSize: [28, 28], iconAnchor: [14, 14] });
    if (isPicked) return L.marker(place, { icon, interactive: false, keyboard: false });
    return L.marker(place, { icon, title: name, alt: name, zIndexOffset: kind === "need" ? 1000 : 0 });
  }

  function named(shape, name, isPermanent) {
    const options = { permanent: isPermanent, direction: "right", offset: [12, 0], className: "name" };
    shape.bindTooltip(document.createTextNode(name), options);
  }

  function reachable(shape, name) {
    const element = shape.getElement();
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", name);
    element.addEventListener("keydown", function (event) {
      if (event.key === "Enter") shape.openPopup();
    });
  }

  function around(layer) {
    const places = L.featureGroup(layer.getLayers().filter(function (shape) { return shape.getLatLng; }));
    return places.getLayers().length ? places.getBounds() : layer.getBounds();
  }

  function show(box, data) {
    const isPicked = Boolean(box.dataset.pick);
    box.textContent = "";
    const map = L.map(box, { attributionControl: false, zoomControl: false, maxZoom: 18 });
    L.control.zoom({
      position: "bottomright",
      zoomInTitle: box.dataset.zoomIn,
      zoomOutTitle: box.dataset.zoomOut,
    }).addTo(map);
    box.addEventListener("keydown", function (event) {
      if (event.key === "Escape") map.closePopup();
    });
    map.on("popupopen", function (event) {
      const cross = event.popup.getElement().querySelector(".leaflet-popup-close-button");
      cross.setAttribute("aria-label", box.dataset.close);
    });
    const layer = L.geoJSON(data, {
      pointToLayer: function (feature, place) { return pin(feature, place, isPicked); },
      style: { className: "area", interactive: !isPicked },
      onEachFeature: function (feature, shape) {
        const about = feature.properties;
        const isPoint = feature.geometry.type === "Point";
        if (isPoint) named(shape, about.name, about.kind !== "need");
        if (isPicked) return;
        shape.bindPopup(words(about.name, about.text, about.url, box.dataset.open), { maxWidth: 230 });
        if (!isPoint) shape.on("add", function () { reachable(shape, about.name); });
      },
    });
    const bounds = around(layer);
    if (bounds.isValid()) {
      map.fitBounds(bounds, { paddingTopLeft: EDGE, paddingBottomRight: EDGE_WITH_NAMES, maxZoom: LARGEST_ZOOM });
    } else map.setView([48, 67], 4);
    layer.addTo(map);
    box.dataset.ready = "yes";
    box.dispatchEvent(new CustomEvent("map:ready", { bubbles: true, detail: { map, data } }));
  }

  function start(box) {
    fetch(box.dataset.url, { headers: { Accept: "application/json" } })
      .then(function (answer) {
        if (!answer.ok) throw new Error(answer.status);
        return answer.json();
      })
      .then(function (data) { show(box, data); })
      .catch(function () {
        box.classList.add("notice", "warning");
        box.textContent = box.dataset.failed;
      });
  }

  document.querySelectorAll(".map[data-url]").forEach(start);
})();
