"""The pages: views, forms, presenters and the GOV.UK look they share."""
