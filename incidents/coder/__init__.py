"""An article's text becomes suggested events with evidence. Pure: no database, no network, no clock."""
