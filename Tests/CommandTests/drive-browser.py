#!/usr/bin/env python3
"""Opens an HTML report in headless Chromium, uses it as a person would, and prints what was seen as JSON.

Usage: drive-browser.py CHROMIUM PAGE FOLDER     (downloads and the browser's profile go to FOLDER)

Speaks the DevTools protocol over --remote-debugging-pipe (file descriptors 3 and 4, messages that end with a zero byte), so that
nothing but Python's own library is needed.
"""
import json
import os
import select
import subprocess
import sys
import time

DEADLINE = time.monotonic() + 90


class Browser:
    def __init__(self, program, folder):
        to_browser, self.writing = os.pipe()
        self.reading, from_browser = os.pipe()

        def place_pipes():
            # Moved out of the way first: one of them may be 3 or 4 already.
            reading, writing = os.dup(to_browser), os.dup(from_browser)
            high = 60
            os.dup2(reading, high)
            os.dup2(writing, high + 1)
            os.dup2(high, 3)
            os.dup2(high + 1, 4)

        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
             "--remote-debugging-pipe", f"--user-data-dir={folder}/profile", "about:blank"],
            preexec_fn=place_pipes, pass_fds=(3, 4), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.buffer = b""
        self.number = 0
        self.events = []

    def receive(self):
        while b"\0" not in self.buffer:
            left = DEADLINE - time.monotonic()
            if left <= 0 or not select.select([self.reading], [], [], left)[0]:
                raise TimeoutError("the browser does not answer")
            part = os.read(self.reading, 1 << 16)
            if not part:
                raise ConnectionError("the browser went away")
            self.buffer += part
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, session=None, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self.writing, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def wait_for(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.receive())


def main(program, page, folder):
    browser = Browser(program, folder)
    try:
        browser.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=folder, eventsEnabled=True)
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            browser.call(f"{domain}.enable", session)
        browser.call("Page.navigate", session, url=page)
        browser.wait_for("Page.loadEventFired")

        def evaluate(expression):
            answer = browser.call("Runtime.evaluate", session, expression=expression, returnByValue=True, awaitPromise=True)
            if "exceptionDetails" in answer:
                raise RuntimeError(f"{expression}: {answer['exceptionDetails']}")
            return answer["result"].get("value")

        seen = {"title": evaluate("document.title")}
        seen["numbers"] = evaluate(
            "Object.fromEntries([...document.querySelectorAll('[data-key]')].map(e => [e.dataset.key, "
            "[e.value ?? e.textContent, e.textContent]]))")
        seen["scripts"] = evaluate("document.scripts.length")
        seen["text"] = evaluate("document.querySelector('main').textContent")
        seen["unnamed"] = evaluate(
            "[...document.querySelectorAll('input, select, button')].filter(e => !e.labels?.length && !e.textContent.trim() && "
            "!e.getAttribute('aria-label')).length")
        seen["tables"] = evaluate(
            "[...document.querySelectorAll('table')].map(t => Boolean(t.caption && t.tHead && t.querySelector('th[scope=row]')))")
        seen["pictures"] = evaluate(
            "[...document.querySelectorAll('svg')].map(e => e.getAttribute('aria-hidden') === 'true' || Boolean(e.getAttribute('aria-label')))")
        seen["headings"] = evaluate("[...document.querySelectorAll('h1, h2, h3')].map(e => Number(e.tagName[1]))")

        # Sorting by record, twice, and a filter.
        seen["sorted"] = evaluate(
            "(() => { const t = document.getElementById('rejected-table'); const b = t.querySelector('th button'); "
            "const column = () => [...t.tBodies[0].rows].map(r => Number(r.cells[0].querySelector('data').value)); "
            "b.click(); const up = column(); b.click(); return [up, column(), b.parentElement.getAttribute('aria-sort')]; })()")
        seen["filtered"] = evaluate(
            "(() => { const i = document.getElementById('rejected-table-filter'); i.value = 'phone.too-long'; "
            "i.dispatchEvent(new Event('input')); return [...document.getElementById('rejected-table').tBodies[0].rows]"
            ".filter(r => !r.hidden).length; })()")

        # Marks on possible duplicates, saved.
        seen["pairs"] = evaluate("document.querySelectorAll('#review-pairs .pair').length")
        if seen["pairs"]:
            evaluate("document.querySelector('#review-pairs .pair input[value=same]').click()")
            evaluate("document.querySelector('.save button').click()")
            path = os.path.join(folder, "decisions.csv")
            while not os.path.exists(path) and time.monotonic() < DEADLINE:
                evaluate("1")
                time.sleep(0.05)
            seen["decisions"] = open(path).read()

        # Nothing sticks out of a telephone's screen; dark paper is dark.
        browser.call("Emulation.setDeviceMetricsOverride", session, width=360, height=740, deviceScaleFactor=1, mobile=True)
        seen["overflow"] = evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        light = evaluate("getComputedStyle(document.body).backgroundColor")
        browser.call("Emulation.setEmulatedMedia", session, features=[{"name": "prefers-color-scheme", "value": "dark"}])
        seen["paper"] = [light, evaluate("getComputedStyle(document.body).backgroundColor")]

        seen["requests"] = [
            event["params"]["request"]["url"] for event in browser.events
            if event.get("method") == "Network.requestWillBeSent"
            and not event["params"]["request"]["url"].startswith(("data:", "blob:"))]
        seen["console"] = [
            json.dumps(event["params"]) for event in browser.events
            if event.get("method") in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded",
                                       "Page.javascriptDialogOpening")]
        print(json.dumps(seen))
    finally:
        browser.process.terminate()
        browser.process.wait()


main(*sys.argv[1:])
