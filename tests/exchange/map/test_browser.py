"""The map in a real browser: headless Chromium, where it is installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from incidents.domain.dates import on
from incidents.domain.events import Record
from incidents.domain.locations import Place
from tests.builders import make_event, make_record
from tests.exchange.map.conftest import HOSTILE, draw

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
BROWSER = next((path for name in BROWSERS if (path := shutil.which(name))), None)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium or Chrome is installed"),
]
MANY = 50_000
QUICK = 2_000  # milliseconds, on a machine that does other things, too


@pytest.fixture(scope="module")
def window() -> Iterator[Page]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": 1200, "height": 800})
        browser.close()


@pytest.fixture
def page(window: Page, tmp_path: Path) -> Page:
    return show(window, draw(), tmp_path)


def show(window: Page, html: str, folder: Path) -> Page:
    """The page in the window, with every request and every error noted on it."""
    file = folder / "map.html"
    file.write_text(html, encoding="utf-8", newline="")
    window.goto(file.as_uri())
    window.wait_for_function("document.getElementById('count').textContent !== ''")
    return window


def card(page: Page) -> str:
    return page.inner_text("#card")


def is_painted(page: Page) -> bool:
    """Whether the canvas holds more than one colour."""
    page.wait_for_timeout(300)
    colours = """() => {
        const canvas = document.getElementById("map");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(data.buffer)).size;
    }"""
    return int(page.evaluate(colours)) > 5


def test_it_draws_without_errors_and_asks_nobody(window: Page, tmp_path: Path) -> None:
    errors: list[str] = []
    requests: list[str] = []
    window.on("pageerror", lambda error: errors.append(str(error)))
    window.on("console", lambda message: errors.append(message.text))
    window.on("request", lambda request: requests.append(request.url))
    show(window, draw(), tmp_path)
    assert is_painted(window)
    assert errors == []
    assert [url for url in requests if not url.startswith("file:")] == []


def test_hostile_words_are_shown_and_do_nothing(page: Page) -> None:
    page.click("#list button:has-text('script')")
    assert HOSTILE.split("\u2028")[0] in card(page)
    assert page.evaluate("window.hacked") is None


def test_an_event_without_a_point_is_in_the_list(page: Page) -> None:
    assert page.inner_text("#count") == "4 of 4 events; 1 without a point, only in the list"
    page.click("#list button:has-text('no point')")
    assert "IRQ8" in card(page)


def test_a_click_on_a_sign_tells_of_every_event_there(page: Page) -> None:
    page.click("#list button:has-text('Armed clash')")
    page.keyboard.press("Escape")
    box = page.locator("#map").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert "1 of 2 here" in card(page)


def test_it_works_by_keyboard_alone(page: Page) -> None:
    page.click("#list button:has-text('Armed clash')")
    page.keyboard.press("Escape")
    page.focus("#map")
    page.keyboard.press("+")
    page.keyboard.press("Enter")
    assert "Mosul" in card(page)
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "map"


def test_a_type_can_be_left_out(page: Page) -> None:
    page.uncheck("#types label:has-text('Battles') input")
    assert page.inner_text("#count").startswith("3 of 4")


def test_a_kind_of_weapon_finds_what_is_under_it(page: Page) -> None:
    page.select_option("#weapon", "is explosive")
    assert page.inner_text("#count").startswith("2 of 4")


def test_the_slider_chooses_a_time(window: Page, tmp_path: Path) -> None:
    days = [make_record(f"IRQ{day}", make_event(when=on(date(2023, 3, day)))) for day in range(1, 11)]
    page = show(window, draw(days), tmp_path)
    page.focus("#from")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    assert page.inner_text("#from-day") == "2023-03-05"
    assert page.inner_text("#count").startswith("6 of 10")


def test_fifty_thousand_events_can_be_worked_with(window: Page, tmp_path: Path) -> None:
    page = show(window, draw(crowd(MANY)), tmp_path)
    taken = page.evaluate("""async () => {
        const begun = performance.now();
        document.querySelector("#types input").click();
        document.getElementById("closer").click();
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        return performance.now() - begun;
    }""")
    assert taken < QUICK


def crowd(many: int) -> Iterator[Record]:
    """So many events at as many places, of four types, over three years."""
    types = ("Battles", "Protests", "Riots", "Explosions/Remote violence")
    event = make_event(sub_event_type=None, evidence=())
    for number in range(many):
        place = Place(
            country="IRQ",
            latitude=-50 + (number * 7919 % 100_000) / 1000,
            longitude=-170 + (number * 104_729 % 340_000) / 1000,
            precision=("exact", "near", "adm1")[number % 3],
        )
        when = on(date(2021, 1, 1) + timedelta(days=number % 1000))
        yield Record(
            event_id=f"IRQ{number}", event=replace(event, when=when, place=place, event_type=types[number % 4])
        )
