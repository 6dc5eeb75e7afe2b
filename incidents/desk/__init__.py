"""The desk: the one object that a user of the library holds, and what it hands out.

``Desk.open("x.db").suggest("article.txt")``. The command line is nothing but a way to talk to it.
"""

from incidents.desk.articles import write_suggestion
from incidents.desk.asking import Answer, Question
from incidents.desk.desk import Desk
from incidents.desk.differing import Difference
from incidents.desk.duplicates import Candidate, Pair, Twin
from incidents.desk.explaining import Reason
from incidents.desk.following import Outcome
from incidents.desk.forms import BadForm
from incidents.desk.publishing import Form, Layout, Table
from incidents.domain.suggestion import Suggestion
from incidents.exchange.records import write_record

__all__ = [
    "Answer",
    "BadForm",
    "Candidate",
    "Desk",
    "Difference",
    "Form",
    "Layout",
    "Outcome",
    "Pair",
    "Question",
    "Reason",
    "Suggestion",
    "Table",
    "Twin",
    "write_record",
    "write_suggestion",
]
