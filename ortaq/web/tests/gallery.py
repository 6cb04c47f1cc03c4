"""Everything a page can be made of, on one page."""

from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

STEPS = (
    "Өкілеттік",
    "Округ паспорты",
    "Мүдделі тараптар",
    "Жоспарлау тобы",
    "Қажеттіліктер",
    "Мәселелер",
    "Пайым мен мақсаттар",
    "Жобалар",
    "Дауыс беру",
    "Жоспар және жиналыс",
    "Орындау",
    "Жылдық қорытынды",
)
NOW = 5


class GalleryForm(forms.Form):
    """One field of every kind."""

    text = forms.CharField(
        label="Не керек?", help_text="Бір-екі сөйлем жеткілікті.", widget=forms.Textarea(attrs={"rows": 4})
    )
    village = forms.ChoiceField(label="Ауыл", choices=[("", "Таңдаңыз"), ("1", "Көктал"), ("2", "Мысал")])
    language = forms.ChoiceField(
        label="Қай тілде жаздыңыз?", choices=[("kk", "Қазақша"), ("ru", "Орысша")], widget=forms.RadioSelect
    )
    themes = forms.MultipleChoiceField(
        label="Тақырып",
        choices=[("water", "Су"), ("road", "Жол"), ("link", "Байланыс")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Бірнешеуін белгілеуге болады.",
    )
    photo = forms.FileField(label="Сурет", required=False)
    day = forms.DateField(
        label="Күні", required=False, widget=forms.DateInput(attrs={"class": "short", "inputmode": "numeric"})
    )
    cost = forms.DecimalField(label="Құны", required=False, localize=True)
    consent = forms.BooleanField(label="Дербес деректерді өңдеуге келісемін")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cost"].suffix = "теңге"


def gallery_context(form):
    """What the gallery shows, with `form` at its end."""
    states = ["past"] * (NOW - 1) + ["now"] + ["future"] * (len(STEPS) - NOW)
    money = 100 * 1000 * 100
    return {
        "place_name": "Мысал ауылдық округі",
        "place_url": "#",
        "demo": True,
        "nav": [
            ("#way", "Жол", True),
            ("#needs", "Қажеттіліктер", False),
            ("#projects", "Жобалар", False),
            ("#plan", "Жоспар", False),
            ("#results", "Нәтижелер", False),
        ],
        "language_links": [
            ("kk", "Қазақша", "/kk/", True),
            ("ru", "Русский", "/ru/", False),
            ("en", "English", "/en/", False),
        ],
        "breadcrumbs": [("#", "Мысал"), ("#", "Қажеттіліктер"), ("", "№ 42")],
        "footer_links": [("#", "Деректер"), ("#", "Көмек"), ("#", "Құпиялық")],
        "day": date(2027, 2, 14),
        "steps": [
            (number, title, state, f"#step-{number}" if state != "future" else "")
            for number, (title, state) in enumerate(zip(STEPS, states, strict=True), start=1)
        ],
        "heard": [
            ("Әйелдер", 168, 312, False),
            ("Жастар", 28, 312, True),
            ("Егделер", 66, 312, False),
            ("Көктал", 4, 132, True),
        ],
        "links": [
            {
                "title": "Мәселеге біріктірілді",
                "detail": "Екі ауылда ұялы байланыс жоқ",
                "url": "#p",
                "date": date(2027, 3, 3),
                "state": "past",
            },
            {
                "title": "Жобаға айналды",
                "detail": "Байланыс мұнарасы",
                "url": "#q",
                "date": None,
                "state": "past",
            },
            {
                "title": "Жоспарға енді",
                "detail": "12-жол, әріптес есебінен",
                "url": "",
                "date": date(2027, 6, 21),
                "state": "past",
            },
            {
                "title": "Орындалуда",
                "detail": "Мұнара тексеріліп жатыр",
                "url": "",
                "date": None,
                "state": "now",
            },
            {"title": "Жауап", "detail": "", "url": "", "date": None, "state": "future"},
        ],
        "cost": 1_234_560_000,
        "villages": [("Мысал", 141), ("Көктал", 96), ("Ақбұлақ", 48), ("Жыланды", 27)],
        "ages": [
            ("70+", 61, 40),
            ("60–69", 98, 84),
            ("45–59", 190, 176),
            ("29–44", 214, 231),
            ("14–28", 187, 204),
            ("0–13", 205, 210),
        ],
        "series": ["Жоспар", "Орындалуы"],
        "incomes": [
            ("Салықтық түсімдер", [182 * money, 176 * money]),
            ("Салықтық емес түсімдер", [21 * money, 24 * money]),
            ("Трансферттер түсімі", [640 * money, 612 * money]),
        ],
        "sources": [
            ("Округ бюджеті", 412 * money),
            ("Аудан бюджеті", 388 * money),
            ("Шағын гранттар", 96 * money),
            ("Әріптестер", 210 * money),
            ("Асар", 31 * money),
        ],
        "table": {
            "caption": "Жоспар жолдары",
            "stack": True,
            "columns": [
                {"label": "Жоба"},
                {"label": "Күйі"},
                {"label": "Жыл", "numeric": True},
                {"label": "Мың теңге", "numeric": True},
            ],
            "rows": [
                [
                    {"text": "Байланыс мұнарасы", "url": "#1"},
                    {"text": "орындалды", "tag": "done"},
                    "2027",
                    "0,0",
                ],
                [
                    {"text": "Ақбұлақтағы су құбыры", "url": "#2"},
                    {"text": "қаралуда", "tag": "wait"},
                    "2028",
                    "41\u00a0200,0",
                ],
            ],
            "total": ["Барлығы", "", "", "41\u00a0200,0"],
        },
        "wide": {
            "caption": "Ауылдар бойынша халық саны",
            "columns": [
                {"label": "Ауыл"},
                *({"label": str(year), "numeric": True} for year in range(2018, 2028)),
            ],
            "rows": [["Мысал", *range(640, 650)], ["Көктал", *range(132, 142)]],
        },
        "page": Paginator(range(400), 20).page(7),
        "form": form,
    }


def render_gallery(*, language, sent=True):
    """The gallery as HTML; with `sent` its form has been sent empty and shows its errors."""
    with translation.override(language):
        form = GalleryForm({}) if sent else GalleryForm()
        return render_to_string("gallery.html", gallery_context(form), request=RequestFactory().get("/gallery"))
