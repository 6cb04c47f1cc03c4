"use strict";

(function () {
  const DIGITS = 3;

  function nearest(map, data, place) {
    let found = null;
    data.features.forEach(function (feature) {
      if (feature.geometry.type !== "Point") return;
      const [longitude, latitude] = feature.geometry.coordinates;
      const metres = map.distance(place, [latitude, longitude]);
      if (!found || metres < found.metres) found = { name: feature.properties.name, metres };
    });
    return found;
  }

  function inWords(sentence, found) {
    const km = (found.metres / 1000).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
    return sentence.replace("{name}", found.name).replace("{km}", km);
  }

  function pick(box, map, data) {
    const tools = box.parentElement.querySelector("[data-tools]");
    const says = tools.querySelector("[role=status]");
    const remove = tools.querySelector("[data-remove]");
    const field = box.closest("form").elements[box.dataset.pick];
    const icon = L.divIcon({ className: "pin need", iconSize: [28, 28], iconAnchor: [14, 14] });
    const pin = L.marker([0, 0], { icon, draggable: true, keyboard: false });

    function mark(wanted) {
      const place = [wanted.wrap().lat.toFixed(DIGITS), wanted.wrap().lng.toFixed(DIGITS)];
      pin.setLatLng(place).addTo(map);
      field.value = place.join(",");
      says.textContent = inWords(says.dataset.marked, nearest(map, data, pin.getLatLng()));
      remove.disabled = false;
    }

    function clear() {
      pin.remove();
      field.value = "";
      says.textContent = says.dataset.none;
      remove.disabled = true;
    }

    map.on("click", function (event) { mark(event.latlng); });
    pin.on("dragend", function () { mark(pin.getLatLng()); });
    box.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" || event.target !== box) return;
      event.preventDefault();
      mark(map.getCenter());
    });
    tools.querySelector("[data-centre]").addEventListener("click", function () { mark(map.getCenter()); });
    remove.addEventListener("click", function () {
      clear();
      box.focus();
    });

    tools.hidden = false;
    if (field.value) {
      mark(L.latLng(field.value.split(",")));
      map.panInside(pin.getLatLng(), { padding: [40, 40] });
    } else clear();
  }

  document.addEventListener("map:ready", function (event) {
    if (event.target.dataset.pick) pick(event.target, event.detail.map, event.detail.data);
  });
})();
