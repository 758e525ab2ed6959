"""What is asked of every page in Chromium, whatever is on it: by axe, and by measuring what shows."""
from axe_core_python.sync_playwright import Axe

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What passes is not asked for: gathering it takes most of the time.
AXE = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}


def axe(page, name):
    return [f"{name}: {violation['id']}: {node['html'][:160]}"
            for violation in Axe().run(page, options=AXE)["violations"]
            for node in violation["nodes"]]


def small(page, name):
    """What is too small to touch."""
    found = page.evaluate(
        """[...document.querySelectorAll("button, .button, .chip, select, nav a, summary")]
        .filter((one) => one.checkVisibility())
        .filter((one) => { const box = one.getBoundingClientRect();
                           return box.height < 43.5 || box.width < 24; })
        .map((one) => one.outerHTML.slice(0, 120))""")
    return [f"{name}: too small to touch: {one}" for one in found]


def overflow(page, name):
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"{name}: wider than the screen by {wide} pixels"] if wide > 0 else []


def unread(page, name):
    """Letters that are too small to read, words that are cut off, and texts that lie on each other."""
    found = page.evaluate(
        """() => {
          const found = [];
          const shows = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
          for (const one of document.querySelectorAll("svg text")) {
            if (!shows(one) || !one.textContent.trim()) continue;
            const scale = one.getScreenCTM().d;
            const size = parseFloat(getComputedStyle(one).fontSize) * scale;
            if (size < 10.5) found.push(`letters of ${size.toFixed(1)} pixels: ${one.textContent}`);
          }
          for (const one of document.querySelectorAll("body *")) {
            if (one.closest("svg") || one.children.length || !one.textContent.trim() || !shows(one)) continue;
            const style = getComputedStyle(one);
            if (parseFloat(style.fontSize) < 11) found.push(`letters of ${style.fontSize}: ${one.textContent.slice(0, 40)}`);
            const isCut = one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1
              && style.overflowX !== "visible" && style.overflowX !== "auto"
              && !["INPUT", "SELECT", "TEXTAREA", "OPTION"].includes(one.tagName);
            if (isCut) found.push(`cut off: ${one.textContent.slice(0, 60)}`);
          }
          return found;
        }""")
    return [f"{name}: {one}" for one in found]
