namespace NetworkResourceManager;

/// <summary>
/// A page that shows what the resource manager holds. Each object can be changed there, to see what the orchestrator makes of it.
/// </summary>
internal static class ManagerPage
{
    internal static IResult Show() => Results.Content(Html, "text/html; charset=utf-8");

    private const string Html = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>Network resource manager</title>
        <style>
          body { font: 16px system-ui, sans-serif; margin: 2rem; max-width: 70rem; }
          textarea { box-sizing: border-box; font: 14px ui-monospace, monospace; width: 100%; }
          details { margin: .5rem 0; }
        </style>
        </head>
        <body>
        <h1>Network resource manager</h1>
        <p>Change a value and save it: the subscription that the object belongs to has then drifted.</p>
        <p role="status" id="status"></p>
        <main id="objects"></main>
        <script>
          const status = document.getElementById('status');

          async function save(path, text) {
            const response = await fetch(path, { method: 'PUT', body: text });
            status.textContent = `${path}: ${response.status} ${await response.text()}`;
          }

          async function remove(path, shown) {
            const response = await fetch(path, { method: 'DELETE' });
            status.textContent = `${path}: ${response.status}`;
            shown.remove();
          }

          function add(parent, tag, text) {
            const element = document.createElement(tag);
            element.textContent = text ?? '';
            return parent.appendChild(element);
          }

          function button(parent, text, action) {
            add(parent, 'button', text).addEventListener('click', action);
          }

          async function show() {
            const main = document.getElementById('objects');
            for (const kind of await (await fetch('/nrm')).json()) {
              const objects = await (await fetch(`/nrm/${kind}`)).json();
              add(main, 'h2', `${kind} (${objects.length})`);
              for (const object of objects) {
                const path = `/nrm/${kind}/${encodeURIComponent(object.id)}`;
                const shown = add(main, 'details');
                add(shown, 'summary', object.description || object.name || object.id);
                const text = add(shown, 'textarea', JSON.stringify(object, null, 2));
                text.rows = text.value.split('\n').length;
                text.setAttribute('aria-label', `${kind} ${object.id}`);
                button(shown, 'Save', () => save(path, text.value));
                button(shown, 'Delete', () => remove(path, shown));
              }
            }
          }

          show();
        </script>
        </body>
        </html>
        """;
}
