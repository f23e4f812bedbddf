"""The Acts as plain Python that cites its sections. No Django, no database, and no reading of today's date.

Freedom of Information Act 2000
    s.1(3)        clarification                     clock/rules
    s.9           fees notice                       clock/rules
    s.10(1)       twenty working days               time_limits
    s.10(3)       public interest extension         clock/rules, regimes
    s.10(6)       working day, date of receipt      working_days, time_limits
    s.12          cost limit and aggregation        cost_limit
    s.14          vexatious and repeated            exclusions.toml
    s.17          what a notice must say            exemption_terms
    ss.21 to 44   exemptions                        exemptions, exemptions.toml
    s.45 Code     internal review                   review
    s.50          complaint to the regulator        review
Environmental Information Regulations 2004
    reg 5(2)      twenty working days               time_limits, regimes
    reg 7         extension                         clock/rules, regimes
    reg 8         advance payment                   clock/rules
    reg 9         clarification                     clock/rules
    reg 11        representations                   review
    regs 12, 13   exceptions                        exceptions.toml
Scotland, subject access, schools                   neighbours
What becomes of a question and of the letter        outcomes
"""
