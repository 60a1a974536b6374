/* A drawing keeps the width of the screen; before it goes to paper it is scaled to what is there. */
const PAPER = 646; // pixels of A4 between its margins and those of a card

addEventListener('beforeprint', () => {
  for (const chart of document.querySelectorAll('bursar-spend-chart')) {
    chart.style.setProperty('--print-zoom', String(Math.min(1, PAPER / Math.max(1, chart.clientWidth))));
  }
});
