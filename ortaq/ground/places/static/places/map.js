"use strict";

// Draws every element with data-map from the GeoJSON it names. The list beside it says the same without a script.
(function () {
  const SMALLEST = 6;
  const LARGEST = 18;

  function radius(people, most) {
    if (!people || !most) return SMALLEST;
    return SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(people / most);
  }

  function written(properties) {
    const box = document.createElement("div");
    const name = document.createElement("b");
    name.textContent = properties.name;
    box.append(name);
    for (const line of properties.lines || []) {
      const part = document.createElement("div");
      part.textContent = line;
      box.append(part);
    }
    if (properties.url) {
      const link = document.createElement("a");
      link.href = properties.url;
      link.textContent = properties.link;
      box.append(link);
    }
    return box;
  }

  function plain(text) {
    const box = document.createElement("span");
    box.textContent = text;
    return box;
  }

  function draw(element, data) {
    const map = L.map(element, { attributionControl: false, zoomControl: false, scrollWheelZoom: false });
    L.control.zoom({ zoomInTitle: element.dataset.nearer, zoomOutTitle: element.dataset.farther }).addTo(map);
    const most = Math.max(0, ...data.features.map((feature) => feature.properties.people || 0));
    const layer = L.geoJSON(data, {
      style: (feature) => (feature.geometry.type === "Point" ? {} : { className: "outline", weight: 2, interactive: false }),
      pointToLayer: (feature, place) =>
        L.circleMarker(place, {
          radius: radius(feature.properties.people, most),
          className: feature.properties.inhabited ? "settlement" : "settlement empty",
          weight: 2,
          fillOpacity: 0.9,
        }),
      onEachFeature: (feature, drawn) => {
        if (feature.geometry.type !== "Point") return;
        drawn.bindTooltip(plain(feature.properties.name), { permanent: true, direction: "right", offset: [drawn.getRadius(), 0] });
        drawn.bindPopup(written(feature.properties));
      },
    }).addTo(map);
    if (data.credit) L.control.attribution({ prefix: false }).addAttribution(plain(data.credit).innerHTML).addTo(map);
    const points = L.latLngBounds(
      data.features
        .filter((feature) => feature.geometry.type === "Point")
        .map(({ geometry }) => [geometry.coordinates[1], geometry.coordinates[0]]),
    );
    const shown = points.isValid() ? points : layer.getBounds();
    if (shown.isValid()) map.fitBounds(shown.pad(0.25), { maxZoom: 12 });
  }

  for (const element of document.querySelectorAll("[data-map]")) {
    fetch(element.dataset.map, { credentials: "same-origin" })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
      .then((data) => {
        element.hidden = false;
        draw(element, data);
      })
      .catch(() => {
        element.hidden = true;
      });
  }
})();
