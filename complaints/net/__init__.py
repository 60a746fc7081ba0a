"""The outside world: fetching strangers' pages, mail, evidence storage, rate limits."""
