"""A visitor who has no mouse: moves by Tab, and sees where the focus is."""

from playwright.sync_api import Page

PRESSES = 250
"""What takes longer to reach cannot be reached, as far as people are concerned."""

FOCUSED = """selector => {
  let found = document.activeElement;
  while (found.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  const style = getComputedStyle(found);
  const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none';
  return {is_wanted: found.matches(selector), is_seen: seen || found === document.body || found.matches('.cm-content'),
          shown: found.outerHTML.slice(0, 160)};
}"""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on such an element; everything on the way shows that it has the focus."""
    for _ in range(PRESSES):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED, selector)
        assert focused["is_seen"], f"the focus cannot be seen on {focused['shown']}"
        if focused["is_wanted"]:
            return
    raise AssertionError(f"{PRESSES} times Tab on {page.url} do not lead to {selector}")


def has_focus(page: Page, selector: str) -> bool:
    """Tell whether the focus is on such an element."""
    return bool(page.evaluate(FOCUSED, selector)["is_wanted"])
