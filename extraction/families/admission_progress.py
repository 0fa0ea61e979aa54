"""One sentence, and where in it admissions were found so far."""

from __future__ import annotations

from extraction.families.admission_course import goes_on, turned
from extraction.families.admission_leads import shows
from extraction.families.cues import blocked, part_start
from extraction.families.story import Story
from extraction.families.units import Unit
from extraction.grammar import Found, tape


class Progress:
    """The row of one sentence, and where in it admissions were found."""

    def __init__(self, story: Story, n: int) -> None:
        self.story = story
        self.text = story.text
        self.n = n
        self.row = story.rows.row(n)
        self.tape = tape(self.row)
        self.done: list[tuple[int, int]] = []
        """Where figures were found: first index, index after the last."""
        self.units: dict[int, Unit] = {}
        """The unit of each figure found, by the index after its last."""
        self.nobodys: Found | None = None
        """The last statement, if it is told of nobody by name: "các đồn kết nạp 612; huyện A 288"."""
        self.first_unit: Unit | None = None
        self.before = story.told
        """The last sentence before this one that told of an admission."""
        self.goes_on = goes_on(story, n)
        """Whether what is counted are still admissions, where nothing else is named."""
        self.turned = turned(story, n)
        """Whether something else was counted since then."""

    def free(self, found: Found) -> bool:
        """Whether its figure was not found before."""
        value = found.match.start("value")
        return not any(first <= value < last for first, last in self.done)

    def floor(self, at: int) -> int:
        """Where the last figure before `row[at]` ends."""
        return max((last for _, last in self.done if last <= at), default=0)

    def blocked(self, act: int, end: int) -> bool:
        """Whether what `row[act:end]` tells is planned, negated or asked for."""
        inside = [m.kind for m in self.row[act:end]]
        if self.row[act].kind in ("DONE", "BUT"):
            return blocked(self.row[act:], 0, end - act, self.text)  # "được giao chỉ tiêu kết nạp 12, thực hiện 9"
        if act and self.row[act - 1].kind == "TARGET" and "IS" in inside and "SLASH" in inside:
            return blocked(self.row[act:], 0, end - act, self.text)  # "chỉ tiêu kết nạp đảng viên mới đạt 9/12"
        if not blocked(self.row, act, end, self.text):
            return False
        lead = self._led(act)
        return not lead or blocked(self.row[lead:], act - lead, end - lead, self.text)

    def _led(self, act: int) -> int:
        """ "5 đảng bộ đạt 70% chỉ tiêu được giao, gồm: A kết nạp 38": where those begin who have reached it."""
        start = part_start(self.row, act)
        ends = (k + 1 for k in range(act - 1, start, -1) if self.row[k].kind in ("COLON", "LEAD", "IS"))
        return next((k for k in ends if shows(self.text, self.row[start].start, self.row[k].start)), 0)


class Telling:
    """One way in which a sentence tells of admissions: what every one of them reads."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.story = progress.story
        self.text = progress.text
        self.n = progress.n
        self.row = progress.row
        self.tape = progress.tape
