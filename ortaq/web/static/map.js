"use strict";

(function () {
  const LARGEST_ZOOM = 13;
  const EDGE = [32, 32];

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

  function pin(feature, place) {
    const kind = feature.properties.kind === "far" ? "pin far" : "pin";
    const icon = L.divIcon({ className: kind, iconSize: [28, 28], iconAnchor: [14, 14] });
    return L.marker(place, { icon, title: feature.properties.name, alt: feature.properties.name });
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

  function show(box, data) {
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
      pointToLayer: pin,
      style: { className: "area" },
      onEachFeature: function (feature, shape) {
        const about = feature.properties;
        shape.bindPopup(words(about.name, about.text, about.url, box.dataset.open), { maxWidth: 230 });
        if (feature.geometry.type === "Point") {
          const name = document.createTextNode(about.name);
          shape.bindTooltip(name, { permanent: true, direction: "right", offset: [12, 0], className: "name" });
        } else {
          shape.on("add", function () { reachable(shape, about.name); });
        }
      },
    });
    const bounds = layer.getBounds();
    if (bounds.isValid()) map.fitBounds(bounds, { padding: EDGE, maxZoom: LARGEST_ZOOM });
    else map.setView([48, 67], 4);
    layer.addTo(map);
    box.dataset.ready = "yes";
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
