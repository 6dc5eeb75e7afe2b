"""Which mentions belong to the same event, and which event is the article's main one. Start at ``division``.

``passages`` are cut from sentences (``cutting``) and dealt to ``threads``, of which ``accounts`` are made. What a
passage says is asked of ``dating``, ``spots``, ``harmed``, ``novelty``, ``transitions`` and ``retelling``; whether it
is of another event than a thread, of ``apart``, with ``earlier`` and ``besides``. Where it goes is helped by
``resolving`` (days told from another event), ``history`` (what is too old), ``beginning`` (what makes an event) and
``fitting`` (what an act without a day sounds like). Last, one act at several places is ``spread``, with ``shares`` and
``lists``.
"""
