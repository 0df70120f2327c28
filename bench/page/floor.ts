/** What a picture of this size costs without irqlanes: rectangles, as many as a crowded view has, at every frame that scrolls. */
const RECTANGLES = 4000;
const WIDTH = 1200;
const HEIGHT = 172;

/**
 * A bare page that draws rectangles on one canvas at each turn of the wheel, and says `data-idle` as the real one does. Its
 * longest task is the floor that the figures of the page stand beside.
 */
export const FLOOR_PAGE = `<!doctype html>
<html data-idle="true">
  <body style="margin: 0">
    <canvas class="panel-canvas" width="${WIDTH}" height="${HEIGHT}"></canvas>
    <script>
      const canvas = document.querySelector('canvas');
      const context = canvas.getContext('2d');
      let turn = 0;
      function draw() {
        context.clearRect(0, 0, ${WIDTH}, ${HEIGHT});
        for (let i = 0; i < ${RECTANGLES}; i++) {
          context.fillStyle = i % 2 === 0 ? '#b03a2e' : '#2e5fa8';
          context.fillRect((i * 7 + turn) % ${WIDTH}, i % ${HEIGHT}, 1, 20);
        }
        turn++;
      }
      addEventListener('wheel', (event) => {
        event.preventDefault();
        requestAnimationFrame(draw);
      }, { passive: false });
    </script>
  </body>
</html>`;
