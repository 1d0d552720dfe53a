package io.darwinexporter.test;

/** What a page has to keep to so that everybody can use it, as scripts that a {@link Browser} asks. */
final class PageChecks {

    /** How much a text stands out from what is behind it, by the formula of WCAG 2; the first argument selects the element. */
    static final String CONTRAST = """
            (element => {
                const parts = colour => colour.match(/[\\d.]+/g).map(Number);
                let ground = element;
                while (ground && (parts(getComputedStyle(ground).backgroundColor)[3] ?? 1) === 0) {
                    ground = ground.parentElement;
                }
                const light = colour => {
                    const [red, green, blue] = parts(colour).slice(0, 3).map(value => value / 255)
                        .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
                    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
                };
                const one = light(getComputedStyle(element).color);
                const other = light(getComputedStyle(ground ?? document.body).backgroundColor);
                return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
            })(document.querySelector(arguments[0]))
            """;

    /** What is wrong with a page for those who hear it or have no mouse, one line each. */
    static final String COMPLAINTS = """
            (() => {
                const complaints = [];
                const all = selector => [...document.querySelectorAll(selector)].filter(one => one.checkVisibility());
                const named = one => (one.textContent.trim() || one.ariaLabel || one.title
                    || document.getElementById(one.getAttribute('aria-labelledby'))?.textContent || '').trim() !== '';
                const expect = (holds, complaint) => holds || complaints.push(complaint);
                expect(document.documentElement.lang === 'en', 'no language');
                expect(document.title !== '', 'no title');
                for (const landmark of ['header', 'main', 'footer', 'nav']) {
                    expect(all(landmark).length === 1, `${all(landmark).length} of ${landmark}`);
                }
                all('input, select, textarea').forEach(one => expect(one.labels.length > 0, `${one.id} has no label`));
                all('a, button').forEach(one => expect(named(one), `${one.outerHTML} has no name`));
                all('section, nav').forEach(one => expect(one.ariaLabel || one.hasAttribute('aria-labelledby'),
                    `${one.id} has no label`));
                all('[aria-labelledby]').forEach(one => expect(document.getElementById(one.getAttribute('aria-labelledby')),
                    `${one.id} is labelled by nothing`));
                document.querySelectorAll('img').forEach(one => expect(one.hasAttribute('alt'), `${one.src} has no alt`));
                all('canvas').forEach(one => expect(one.closest('[role=img][aria-label]'), 'a chart has no name'));
                document.querySelectorAll('svg').forEach(one => expect(one.getAttribute('aria-hidden') === 'true',
                    'a line is told'));
                let level = 0;
                for (const heading of all('h1, h2, h3, h4')) {
                    const own = Number(heading.tagName[1]);
                    expect(own <= level + 1, `${heading.textContent} is a level too deep`);
                    level = own;
                }
                expect(all('h1').length === 1, 'not one h1');
                all('table').forEach(one => expect(one.caption?.textContent, 'a table has no caption'));
                all('th').forEach(one => expect(one.scope === 'col' || one.scope === 'row', `${one.textContent}: no scope`));
                all('thead th').forEach(one => expect(one.querySelector('button'), `${one.textContent} is no button`));
                all('table').forEach(one => expect(one.querySelectorAll('[aria-sort]').length === 1, 'not sorted by one column'));
                const ids = [...document.querySelectorAll('[id]')].map(one => one.id);
                expect(new Set(ids).size === ids.length, `ids are not unique: ${ids}`);
                expect(all('[tabindex]').every(one => one.tabIndex <= 0), 'an order of its own for tabs');
                document.querySelectorAll('[aria-live], [role=status], [role=alert]').forEach(one =>
                    expect(!one.querySelector('table, svg'), 'everything is read out at each refresh'));
                return complaints;
            })()
            """;

    private PageChecks() {
    }
}
