"""Labels of many scripts, and whether Chromium draws every line of them inside its shape."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from webapp.dsl import parse
from webapp.layout import lay_out
from webapp.layout.measure.text_metrics import text_width
from webapp.render import Renderer

# Words of daily business; the generator puts them together to labels of one to twelve words.
WORDS = {
    "latin": "Review invoice Wait AVATAR fjord WWW iiii Straße façade naïve Łódź Übermäßigkeitsprüfung https://a.b/c?d=e",
    "cyrillic": "Проверить счёт Отправить ЖЩЮ Подтверждение доставки Київ Ђурђевдан",
    "greek": "Έλεγχος τιμολογίου Αποστολή ΩΨΦ παραγγελίας",
    "vietnamese": "Kiểm tra hoá đơn Gửi đặt hàng Nguyễn trưởng phòng",
    "chinese": "检查发票 发送订单 审核完成 客户服务部 「确认」 100%通过,继续。",
    "japanese": "請求書を確認する データ処理 ユーザー承認 ﾃﾞｰﾀ 送信済み、完了。",
    "korean": "송장 확인 주문 보내기 승인완료 고객서비스",
    "arabic": "مراجعة الفاتورة إرسال الطلب الموافقة النهائية ١٢٣ مُحَمَّد",
    "hebrew": "בדיקת חשבונית שליחה אישור סופי שָׁלוֹם",
    "devanagari": "चालान जाँचें आदेश भेजें स्वीकृति क्षत्रिय",
    "thai": "ตรวจสอบใบแจ้งหนี้ ส่งคำสั่งซื้อ อนุมัติ ที่นี่",
    "bengali": "চালান পরীক্ষা অর্ডার পাঠান অনুমোদন ক্ষমতা",
    "tamil": "விலைப்பட்டியல் சரிபார்க்க அனுப்பு ஒப்புதல் மௌனம்",
    "telugu": "ఇన్వాయిస్ తనిఖీ ఆర్డర్ పంపండి ఆమోదం",
    "malayalam": "ഇൻവോയ്സ് പരിശോധിക്കുക ഓർഡർ അയയ്ക്കുക അംഗീകാരം",
    "georgian": "ინვოისის შემოწმება გაგზავნა დამტკიცება",
    "ethiopic": "ደረሰኝ ማረጋገጥ ትዕዛዝ መላክ ማጽደቅ",
    "khmer": "ពិនិត្យវិក្កយបត្រ ផ្ញើការបញ្ជាទិញ អនុម័ត",
    "emoji": "✅ 🚀 👩‍💻 🇩🇪 👍🏽 ⚠️ ❤️ 1️⃣ 🏳️‍🌈 ☑ → ⇒ ✓ ★ Ship",
    "combining": "e\u0301te\u0301 Z\u0300\u0301\u0302a\u0308l\u0327g\u030ao N\u0303and\u0332u n\u0308",
}
# A language tag for each script that fontconfig knows, to tell whether there is a font.
LANGUAGES = {
    "chinese": "zh-cn",
    "japanese": "ja",
    "korean": "ko",
    "arabic": "ar",
    "hebrew": "he",
    "devanagari": "hi",
    "thai": "th",
    "bengali": "bn",
    "tamil": "ta",
    "telugu": "te",
    "malayalam": "ml",
    "georgian": "ka",
    "ethiopic": "am",
    "khmer": "km",
    "emoji": "und-zsye",
}
TOLERANCE = 0.5

_MEASURE = """() => [...document.querySelectorAll('svg text')].map((text) => {
  const box = text.getBBox(), group = text.parentNode, shape = group.querySelector('rect, ellipse, polygon');
  const outline = shape.getBBox();
  const own = (b) => ({ x: b.x, y: b.y, width: b.width, height: b.height });
  return { kind: group.getAttribute('class'), words: text.textContent, box: own(box), outline: own(outline),
           size: parseFloat(getComputedStyle(text).fontSize), bold: getComputedStyle(text).fontWeight > 500,
           length: text.getComputedTextLength() };
})"""


@dataclass(frozen=True)
class Finding:
    """One line of text: the script, its shape, how far it leaves it (0: inside), how much wider than expected."""

    script: str
    kind: str
    words: str
    outside: float
    wider: float


def labels(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Give (script, label), the scripts in turn."""
    dice = random.Random(seed)
    names = list(WORDS)
    for number in range(count):
        script = names[number % len(names)]
        words = WORDS[script].split()
        yield script, " ".join(dice.choice(words) for _ in range(dice.choice([1, 1, 2, 2, 3, 4, 6, 12])))


def has_font(script: str) -> bool:
    """Return whether this machine can show a script."""
    language = LANGUAGES.get(script)
    if language is None:
        return True
    return bool(subprocess.run(["fc-list", f":lang={language}", "family"], capture_output=True, check=True).stdout)


def document(label: str) -> str:
    """Return a text that shows a label everywhere a label may stand."""
    quoted = label.replace("\\", "").replace('"', "")
    shapes = ("circle", "rectangle", "diamond", f'taskbox owner:"{quoted}" system:"{quoted}"')
    nodes = [f'  n{number}: {shape} label:"{quoted}"' for number, shape in enumerate(shapes, 1)]
    edges = [f'  n{n}.handle(right) -> n{n + 1}.handle(left) [label="{quoted}"]' for n in (1, 2, 3)]
    return "\n".join([f"a {{ # {quoted}", *nodes, *edges, "}", ""])


def measure(page: Page, renderer: Renderer, script: str, label: str) -> list[Finding]:
    """Draw a label and measure every line of it."""
    svg = renderer.svg(lay_out(parse(document(label)).diagram))
    page.set_content(f"<!doctype html><style>body {{ margin: 0 }}</style>{svg}")
    return [_finding(script, line) for line in page.evaluate(_MEASURE)]


def _finding(script: str, line: dict[str, Any]) -> Finding:
    kind = line["kind"].split()
    shape = next((name for name in ("circle", "diamond", "rectangle", "taskbox", "header") if name in kind), "edge")
    wider = line["length"] - text_width(line["words"], line["size"], line["bold"])
    outside = wider if shape == "edge" else _outside(shape, line)
    return Finding(script, shape, line["words"], max(outside, 0.0), wider)


def _outside(shape: str, line: dict[str, Any]) -> float:
    """Return by how many pixels the ink of a line leaves its outline to the side."""
    box, outline = line["box"], line["outline"]
    # A box of text is as high as its font, whose line is mostly empty above and below: ink takes the middle.
    middle = box["y"] + box["height"] / 2 - (outline["y"] + outline["height"] / 2)
    reach = abs(middle) + line["size"] * 0.36
    half_width, half_height = outline["width"] / 2, outline["height"] / 2
    share = min(reach / half_height, 1.0)
    inside = {"circle": (1 - share**2) ** 0.5, "diamond": 1 - share}.get(shape, 1.0) * half_width
    centre = outline["x"] + half_width
    return max(box["x"] + box["width"] - centre, centre - box["x"]) - inside
