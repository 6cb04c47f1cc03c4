"""Documents that several tests render."""

from datetime import date

from ortaq.publish.document import (
    Block,
    Branch,
    Bullets,
    Column,
    Document,
    Facts,
    Figure,
    Heading,
    Nested,
    Numbered,
    PageBreak,
    Paragraph,
    QrCode,
    Signatures,
    Table,
    TableOfContents,
)

KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
MARKUP = "#set text(red) *жуан* _көлбеу_ $x^2$ <b>&amp;</b> @сілтеме `код` \\n [x] {y} ~ // /* */ -- '' \"\""
CHART = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 200 60' width='200' height='60'>"
    "<rect x='70' width='120' height='20' fill='#0a6870'/>"
    "<rect x='70' y='30' width='60' height='20' fill='#9a5b07'/>"
    "<text y='15' font-family='Noto Sans' font-size='12'>Мысал</text></svg>"
).encode()
YEARS_TABLE = Table(
    columns=(Column("Іс-шара", weight=3), Column("2027 жыл, мың ₸", "right"), Column("Дереккөз")),
    rows=(("Құдық қазу", "12 500", "Аудан бюджеті"), ("Асар: көпір", "0", "Еңбек")),
    total=("Барлығы", "12 500", ""),
    caption="1-кесте. Іс-шаралар",
    note="Сметалар бойынша.",
)
EVERY_BLOCK: tuple[Block, ...] = (
    Facts((("Аудан", "Мысал ауданы"), ("Халық саны", "1 912"))),
    TableOfContents("Мазмұны"),
    Heading("Округ туралы"),
    Paragraph(f"Әріптер: {KAZAKH} ₸ № «тырнақша» – — … → ✓"),
    Paragraph("Заңгер тексерген жоқ.", "warning"),
    Paragraph("Связи нет совсем.", "quote", language="ru"),
    Paragraph("Нөмірі М-0147.", "soft"),
    Heading("Мақсаттар", 2),
    Bullets(("Ауыз су", MARKUP)),
    Nested((Branch("Су тасқыны", (Branch("Жол жоқ", (Branch(MARKUP),)),)), Branch("Қараңғы көше"))),
    Numbered(("Жиын", "Жиналыс")),
    Numbered(("Мәслихат", "Жауап")),
    Figure(CHART, "Мысалда 120, Қызылсайда 60 қажеттілік", "1-сурет. Қажеттіліктер", width=0.6),
    PageBreak(),
    Heading("Жоспар"),
    YEARS_TABLE,
    QrCode("https://ortaq.example/p/7", "Ашық нұсқасы"),
    Signatures((("Ауылдық округ әкімі", ""), ("Хатшы", "Б. Мысалова"))),
)


def a_document(*blocks: Block, title: str = "Даму жоспары", **fields) -> Document:
    """A Kazakh document of 12 March 2027 with the given blocks."""
    facts = {
        "language": "kk",
        "date": date(2027, 3, 12),
        "subtitle": "2027–2029",
        "place": "Мысал ауылы",
    } | fields
    return Document(title=title, blocks=blocks, **facts)
