"""RESULTS.md: sections of tables, shown as they are made."""


class Report:
    def __init__(self):
        self.lines: list[str] = []

    def write(self, text: str = ""):
        print(text, flush=True)
        self.lines.append(text)

    def section(self, title: str, text: str = ""):
        self.write(f"\n## {title}\n")
        if text:
            self.write(f"{text}\n")

    def table(self, header: list[str], aligned_left: int = 1) -> "Table":
        return Table(self, header, aligned_left)

    def save(self, path: str):
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(self.lines) + "\n")


class Table:
    """A table in Markdown, shown row by row."""

    def __init__(self, report: Report, header: list[str], aligned_left: int):
        self.report = report
        report.write("| " + " | ".join(header) + " |")
        report.write("|" + "|".join("---" if i < aligned_left else "---:" for i in range(len(header))) + "|")

    def row(self, *cells: str):
        self.report.write("| " + " | ".join(cells) + " |")


def seconds(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f} s" if value < 100 else f"{value:.0f} s"


def milliseconds(value: float) -> str:
    return f"{value * 1e3:,.0f} ms"


def megabytes(value: int) -> str:
    return f"{value / 1e6:.0f} MB"


def times(value: float) -> str:
    return f"{value:.1f} ×" if value < 100 else f"{value:.0f} ×"
