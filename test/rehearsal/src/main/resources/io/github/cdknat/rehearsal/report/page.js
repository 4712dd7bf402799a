document.querySelectorAll("figure").forEach(function (figure) {
  var readout = figure.querySelector(".readout");
  ["pointerover", "focusin", "click"].forEach(function (kind) {
    figure.addEventListener(kind, function (event) {
      var mark = event.target.closest("[data-say]");
      if (mark) {
        readout.textContent = mark.getAttribute("data-say");
      }
    });
  });
});
addEventListener("beforeprint", function () {
  document.querySelectorAll("details").forEach(function (one) {
    one.open = true;
  });
});
