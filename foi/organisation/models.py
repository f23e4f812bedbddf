"""Who we are: public authorities, their departments, and the people in them."""

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from foi.law.time_limits import Reading, Timetable
from foi.organisation.languages import Language
from foi.organisation.letter_layout import Arrangement, CaveatsPlace, RightsPlace, choices_of
from workflows.roles import Role

reference_format_is_safe = RegexValidator(
    r"^[A-Za-z0-9/ ._-]*\{sequence(:0[1-9]d)?\}[A-Za-z0-9/ ._-]*(\{(year|yy)\}[A-Za-z0-9/ ._-]*)?$"
    r"|^[A-Za-z0-9/ ._-]*\{(year|yy)\}[A-Za-z0-9/ ._-]*\{sequence(:0[1-9]d)?\}[A-Za-z0-9/ ._-]*$",
    "Use {sequence} or {sequence:06d} once, {year} or {yy} at most once, and letters, digits, / . _ - around them.",
)

LAW_ALLOWS = 20  # working days (s.10(1)): what an authority chooses for itself lies within them


def _days(label: str, *, default: int, most: int) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label, default=default, validators=[MinValueValidator(1), MaxValueValidator(most)]
    )


class Authority(models.Model):
    """A public authority: a force and its commissioner's office are two."""

    name = models.CharField(max_length=200, unique=True)
    short_name = models.CharField(max_length=60)
    address = models.TextField(help_text="One line of the address on each line.")
    email = models.EmailField()
    telephone = models.CharField(max_length=40, blank=True)
    website = models.URLField(blank=True)
    foi_team = models.CharField("name of the FOI team", max_length=120, default="Information Rights Team")
    review_contact = models.TextField("who handles internal reviews, with address", blank=True)
    review_email = models.EmailField("where to ask for an internal review, if elsewhere", blank=True)
    reference_format = models.CharField(max_length=60, default="{sequence}/{yy}", validators=[reference_format_is_safe])
    former_reference_formats = models.JSONField(default=list, editable=False)  # letters that come in still use them
    reference_restarts_yearly = models.BooleanField(default=True)
    receipt_reading = models.CharField(  # CLK-10
        max_length=1,
        choices=[(reading.value, reading.label) for reading in Reading],
        default=Reading.RECEIVED_THAT_DAY.value,
    )
    schedule_1_part_1 = models.BooleanField(  # COST-1: £600 instead of £450
        "government department, Parliament or armed forces (FOIA Schedule 1, Part I)", default=False
    )
    letter_language = models.CharField(  # an officer may choose otherwise for one letter
        "language of letters",
        max_length=5,
        choices=[(one.value, one.label) for one in Language],
        default=Language.ENGLISH.value,
    )
    # Who signs, if it is always the same; else the officer who drafts. Changed in any letter.
    signatory_name = models.CharField("name of the person who signs letters", max_length=120, blank=True)
    signatory_role = models.CharField("role of the person who signs letters", max_length=120, blank=True)
    letter_marking = models.CharField("protective marking on letters", max_length=60, blank=True)
    # How its letters are laid out; an officer may choose otherwise for one letter.
    letter_arrangement = models.CharField(
        max_length=20, choices=choices_of(Arrangement), default=Arrangement.REPEATED.value
    )
    letter_rights = models.CharField(max_length=20, choices=choices_of(RightsPlace), default=RightsPlace.INLINE.value)
    letter_caveats = models.CharField(max_length=20, choices=choices_of(CaveatsPlace), default=CaveatsPlace.AFTER.value)
    rights_url = models.URLField("page on review and complaint", blank=True)
    notices_need_approval = models.BooleanField("extension and fees notices need approval", default=True)
    internal_working_days = _days("working days for departments", default=10, most=LAW_ALLOWS)
    review_working_days = _days("working day on which the draft is reviewed", default=15, most=LAW_ALLOWS)
    close_unclarified_after = _days(  # CLK-24: no period in law
        "working days without clarification before a request may be closed", default=20, most=120
    )

    class Meta:
        verbose_name_plural = "authorities"
        ordering = [Lower("name")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """What has to fit together. Each mistake is told at the setting that is to be changed."""
        wrong = {}
        if self.internal_working_days >= self.review_working_days:
            wrong["review_working_days"] = "The draft is reviewed after departments have answered: choose a later day"
        if self.reference_restarts_yearly and "{y" not in self.reference_format:
            wrong["reference_format"] = (
                "Numbers that begin again each year need {yy} or {year} in the reference, or they come twice"
            )
        if self.letter_rights == RightsPlace.LINKED and not self.rights_url:
            wrong["rights_url"] = "Enter the address of the page that the letters link to"
        if wrong:
            raise ValidationError(wrong)

    @property
    def root(self) -> tuple[type[models.Model], Any]:
        return Authority, self.pk

    @property
    def authority(self) -> "Authority":
        """Itself: the words of `workflows.roles` ask every subject whose it is."""
        return self

    @property
    def timetable(self) -> Timetable:
        """Its own steps on the way to the statutory date."""
        return Timetable(
            return_day=self.internal_working_days,
            review_day=self.review_working_days,
            close_unclarified_after=self.close_unclarified_after,
        )


class Department(models.Model):
    """A part of an authority that holds information and answers for it."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="departments")
    name = models.CharField(max_length=120)
    email = models.EmailField("shared mailbox", blank=True)
    topics = models.TextField(
        blank=True, help_text="Words that point to this department, separated by commas: training, e-learning, course."
    )
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = [Lower("name")]
        constraints = [models.UniqueConstraint("authority", Lower("name"), name="department_name_unique")]

    def __str__(self) -> str:
        return self.name

    def has_members(self) -> bool:
        return self.memberships.filter(user__is_active=True).exists()


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who signs in. What they may do comes from their memberships alone: there is no superuser."""

    email = models.EmailField(max_length=254, unique=True)
    full_name = models.CharField(max_length=120)
    job_title = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        ordering = [Lower("full_name")]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_unique_any_case")]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    @cached_property
    def roles(self) -> tuple["Membership", ...]:
        """All memberships, read once an HTTP request."""
        return tuple(self.memberships.select_related("authority", "department"))

    def holds(self, role: Role, authority: Authority) -> bool:
        return any(held.role == role and held.authority_id == authority.pk for held in self.roles)

    def works_in(self, department: Department) -> bool:
        return any(held.department_id == department.pk for held in self.roles)

    def authorities(self, role: Role) -> list[Authority]:
        """Where this person has the role."""
        return [held.authority for held in self.roles if held.role == role]

    def departments(self) -> list[Department]:
        return [held.department for held in self.roles if held.department is not None]


class Membership(models.Model):
    """One role of one person: of the authority as a whole, or as a contributor in a department."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="memberships")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, role.label) for role in Role])

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "authority", "department", "role"], nulls_distinct=False, name="membership_unique"
            ),
            models.CheckConstraint(
                condition=Q(role=Role.CONTRIBUTOR.value, department__isnull=False)
                | (~Q(role=Role.CONTRIBUTOR.value) & Q(department__isnull=True)),
                name="contributors_belong_to_a_department",
            ),
        ]
        ordering = [F("authority_id"), "role"]

    def __str__(self) -> str:
        return f"{self.user}: {Role(self.role).label}, {self.department or self.authority}"
