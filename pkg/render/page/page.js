(function () {
  "use strict";
  var form = document.getElementById("filtro");
  if (!form) return;
  var lane = form.elements.namedItem("lane"), kind = form.elements.namedItem("kind"), said = form.querySelector("output");
  var rows = document.querySelectorAll("[data-lane]"), groups = document.querySelectorAll("tbody"), parts = document.querySelectorAll("[data-part]");
  function apply() {
    var shown = 0;
    rows.forEach(function (r) {
      var ok = (!lane.value || r.dataset.lane === lane.value) && (!kind.value || r.dataset.kind.split(" ").indexOf(kind.value) >= 0);
      r.hidden = !ok;
      if (ok && r.id) shown++;
    });
    groups.forEach(function (g) {
      if (g.querySelector("[data-lane]")) g.hidden = !g.querySelector("[data-lane]:not([hidden])");
    });
    parts.forEach(function (p) { p.hidden = !p.querySelector("[data-lane]:not([hidden])"); });
    said.textContent = lane.value || kind.value ? (shown === 1 ? "se muestra 1 entrada" : "se muestran " + shown + " entradas") : "";
  }
  form.hidden = false;
  form.addEventListener("change", apply);
  form.addEventListener("submit", function (e) { e.preventDefault(); });
  apply();
})();
