"use strict";

(function () {
  function load(address, box) {
    const isStyle = /\.css$/.test(address);
    const part = document.createElement(isStyle ? "link" : "script");
    if (isStyle) part.rel = "stylesheet";
    else part.async = false;
    part[isStyle ? "href" : "src"] = address;
    part.onerror = function () {
      box.classList.add("notice", "warning");
      box.textContent = box.dataset.failed;
    };
    document.head.append(part);
  }

  function prepare(button) {
    const panel = document.getElementById(button.getAttribute("aria-controls"));
    const box = panel.querySelector(".map");
    const picked = box.dataset.pick && button.form.elements[box.dataset.pick].value;
    let isLoaded = false;

    function turn() {
      panel.hidden = !panel.hidden;
      button.setAttribute("aria-expanded", String(!panel.hidden));
      if (isLoaded) return;
      isLoaded = true;
      box.textContent = box.dataset.loading;
      button.dataset.load.split(" ").forEach(function (address) { load(address, box); });
    }

    button.addEventListener("click", turn);
    if (picked) turn();
  }

  document.querySelectorAll("[data-needs-script]").forEach(function (part) { part.hidden = false; });
  document.querySelectorAll("button[data-load]").forEach(prepare);
})();
