"""Mail with the parts and headers that each program makes: the words of the sender come out, and nobody else's asks."""

# ruff: noqa: E501 - messages as they come over the wire

import datetime

import pytest

from foi.intake.channels.read import read
from foi.intake.channels.reading import Kind, Reading
from foi.intake.splitter import split

GMAIL = """\
Delivered-To: foi@trentvale.example
Received: by 2002:a05:6402:2790:b0 with SMTP id b16csp1; Mon, 6 Jul 2026 16:31:02 -0700 (PDT)
Received: from mail-sor-f41.example ([192.0.2.41]) by mx.trentvale.example with SMTPS id z5; Mon, 6 Jul 2026 16:31:01 -0700 (PDT)
MIME-Version: 1.0
References: <out-1@trentvale.example>
In-Reply-To: <out-1@trentvale.example>
From: Morgan Quillfeather <morgan.quillfeather@mail.example>
Date: Tue, 7 Jul 2026 00:30:49 +0100
Message-ID: <CAJx+9w7=abc@mail.example>
Subject: Re: Your request about dogs
To: Trent Vale FOI <foi@trentvale.example>
Content-Type: multipart/mixed; boundary="000000000000aa11"

--000000000000aa11
Content-Type: multipart/alternative; boundary="000000000000bb22"

--000000000000bb22
Content-Type: text/plain; charset="UTF-8"; format=flowed; delsp=yes
Content-Transfer-Encoding: quoted-printable

Thank you. Please also tell me:

1. How many dogs retired in 2025, and what did the force spend on th=
eir =20
care, over =C2=A35?
2. How many handlers have more than one dog?

Morgan

On Mon, 6 Jul 2026 at 09:15, Trent Vale FOI <foi@trentvale.example> =20
wrote:

> Dear Morgan,
>
> 1. How many dogs do you mean by "many"?
>
> Yours sincerely

--000000000000bb22
Content-Type: text/html; charset="UTF-8"
Content-Transfer-Encoding: quoted-printable

<div dir=3D"ltr">Thank you. Please also tell me:<div><ol><li>How many dogs =
retired in 2025?</li></ol></div></div><br><div class=3D"gmail_quote"><blockquote class=3D"gm=
ail_quote">Dear Morgan</blockquote></div>

--000000000000bb22--
--000000000000aa11
Content-Type: application/octet-stream; name="list.txt"
Content-Disposition: attachment; filename="list.txt"
Content-Transfer-Encoding: base64
Content-ID: <f_m1>
X-Attachment-Id: f_m1

RGFsZSwgUmV4LCBCZXNz
--000000000000aa11--
"""

# Written in HTML, sent by Exchange: Word's classes, a logo in the text, the trail under a line of four headers.
OUTLOOK = """\
Received: from LO2P265MB1.EXAMPLE (2603:10a6::1) by CWXP265MB2.EXAMPLE with HTTPS; Mon, 2 Mar 2026 23:59:30 +0000
From: "QUILLFEATHER, Morgan" <Morgan.Quillfeather@council.example>
To: "foi@trentvale.example" <foi@trentvale.example>
Subject: RE: Body-worn cameras
Thread-Topic: Body-worn cameras
Thread-Index: AQHbAAAA
Date: Mon, 2 Mar 2026 23:59:22 +0000
Message-ID: <LO2P265MB1AAAA@LO2P265MB1.EXAMPLE>
Accept-Language: en-GB, en-US
X-MS-Has-Attach: yes
Content-Type: multipart/related; type="multipart/alternative"; boundary="_004_AA_"
MIME-Version: 1.0

--_004_AA_
Content-Type: multipart/alternative; boundary="_000_AA_"

--_000_AA_
Content-Type: text/plain; charset="Windows-1252"
Content-Transfer-Encoding: quoted-printable

{plain}
--_000_AA_
Content-Type: text/html; charset="Windows-1252"
Content-Transfer-Encoding: quoted-printable

<html xmlns:o=3D"urn:schemas-microsoft-com:office:office" xmlns:w=3D"urn:schemas-microsoft-com:office:word"><head>
<meta name=3D"Generator" content=3D"Microsoft Word 15 (filtered medium)"><style><!--
p.MsoNormal, li.MsoNormal {{margin:0cm; font-size:11.0pt;}}
--></style><!--[if gte mso 9]><xml><o:shapedefaults v:ext=3D"edit" spidmax=3D"1026" /></xml><![endif]--></head>
<body lang=3D"EN-GB" link=3D"#0563C1"><div class=3D"WordSection1">
<p class=3D"MsoNormal"><span style=3D"mso-fareast-language:EN-US">Dear all,<o:p></o:p></span></p>
<p class=3D"MsoNormal"><o:p>&nbsp;</o:p></p>
<p class=3D"MsoListParagraph" style=3D"text-indent:-18.0pt;mso-list:l0 level1 lfo1"><![if !supportLists]><span style=3D"mso-list:Ignore">1.<span style=3D"font:7.0pt &quot;Times New Roman&quot;">&nbsp;&nbsp;&nbsp; </span></span><![endif]>How many cameras =96 of any make =96 do you own?<o:p></o:p></p>
<p class=3D"MsoListParagraph" style=3D"text-indent:-18.0pt;mso-list:l0 level1 lfo1"><![if !supportLists]><span style=3D"mso-list:Ignore">2.<span style=3D"font:7.0pt &quot;Times New Roman&quot;">&nbsp;&nbsp;&nbsp; </span></span><![endif]>What did each cost, in =A3?<o:p></o:p></p>
<p class=3D"MsoNormal">Morgan</p><p class=3D"MsoNormal"><img width=3D"90" src=3D"cid:image001.png@01DA"></p>
<div><div style=3D"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class=3D"MsoNormal"><b>From:</b> FOI &lt;foi@trentvale.example&gt; <br><b>Sent:</b> 02 March 2026 10:00<br><b>To:</b> QUILLFEATHER, Morgan &lt;Morgan.Quillfeather@council.example&gt;<br><b>Subject:</b> Body-worn cameras</p></div></div>
<p class=3D"MsoNormal">What is it that you would like to know about them?</p>
</div></body></html>
--_000_AA_--
--_004_AA_
Content-Type: image/png; name="image001.png"
Content-Description: image001.png
Content-Disposition: inline; filename="image001.png"; size=8
Content-ID: <image001.png@01DA>
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--_004_AA_--
"""
OUTLOOK_PLAIN = """\
Dear all,

  1.  How many cameras =96 of any make =96 do you own?
  2.  What did each cost, in =A3?

Morgan

From: FOI <foi@trentvale.example>
Sent: 02 March 2026 10:00
To: QUILLFEATHER, Morgan <Morgan.Quillfeather@council.example>
Subject: Body-worn cameras

What is it that you would like to know about them?
"""

THUNDERBIRD = """\
Return-Path: <sian@rhys.example>
Received: from mail.rhys.example by mx.trentvale.example with ESMTPS; Mon, 2 Mar 2026 10:00:05 +0000
Message-ID: <4f6a2c1e-0000-4000-8000-1@rhys.example>
Date: Mon, 2 Mar 2026 10:00:00 +0000
MIME-Version: 1.0
User-Agent: Mozilla Thunderbird
Subject: Re: Traffic wardens
Content-Language: en-GB
To: foi@trentvale.example
References: <out-2@trentvale.example>
From: =?UTF-8?Q?Si=C3=A2n_Rhys?= <sian@rhys.example>
In-Reply-To: <out-2@trentvale.example>
Content-Type: text/plain; charset=UTF-8; format=flowed
Content-Transfer-Encoding: 8bit

Thanks. How many wardens worked in each of the last three financial\x20
years, and how many of them left?

On 01/03/2026 09:00, Trent Vale FOI wrote:
> Dear Siân,
>
> Which years do you mean, and do you mean full-time\x20
> staff only?
--\x20
Siân Rhys
"""

APPLE_MAIL = """\
Received: from smtpclient.apple ([198.51.100.7]) by mx.trentvale.example with ESMTPSA; Mon, 2 Mar 2026 10:00:05 +0000
Content-Type: multipart/alternative; boundary="Apple-Mail=_AA"
From: Morgan Quillfeather <morgan@quill.example>
Mime-Version: 1.0 (Mac OS X Mail 16.0 \\(3774.600.62\\))
Subject: Re: Drones
Date: Mon, 2 Mar 2026 10:00:00 +0000
References: <out-3@trentvale.example>
To: foi@trentvale.example
In-Reply-To: <out-3@trentvale.example>
Message-Id: <5B6E0000-0000-4000-8000-1@quill.example>
X-Mailer: Apple Mail (2.3774.600.62)

--Apple-Mail=_AA
Content-Transfer-Encoding: quoted-printable
Content-Type: text/plain;
	charset=us-ascii

{plain}

--Apple-Mail=_AA
Content-Transfer-Encoding: quoted-printable
Content-Type: text/html;
	charset=utf-8

<html><head><meta http-equiv=3D"content-type" content=3D"text/html; charset=3Dutf-8"></head><body style=3D"overfl=
ow-wrap: break-word;">How many drones do you own?<div><br></div><div>Who flies them?<br id=3D"lineBreakAtBeginningOfMessage"><div><br><blockquote type=3D"cit=
e"><div>On 1 Mar 2026, at 09:00, Trent Vale FOI &lt;foi@trentvale.example&gt; wrote:</div><br class=3D"Apple-interchange-newline"><div>Do you mean drones of partners, too?</div></blockquote></div><br></div></body></html>
--Apple-Mail=_AA--
"""

IPHONE = """\
Received: from smtpclient.apple by mx.trentvale.example with ESMTPSA; Mon, 2 Mar 2026 10:00:05 +0000
From: Morgan <morgan@quill.example>
Content-Type: multipart/alternative; boundary=Apple-Mail-0A
Content-Transfer-Encoding: 7bit
Mime-Version: 1.0 (1.0)
Date: Mon, 2 Mar 2026 10:00:00 +0000
Subject: Dogs
Message-Id: <0A0B@quill.example>
To: foi@trentvale.example
X-Mailer: iPhone Mail (22D72)

--Apple-Mail-0A
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Hi, how many dogs do you own, and what=E2=80=99s the oldest one=E2=80=99s age?

Sent from my iPhone
> On 1 Mar 2026, at 09:00, FOI <foi@trentvale.example> wrote:
>=20
> =EF=BB=BFHow can we help you?
--Apple-Mail-0A
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<html><body dir=3D"auto">Hi</body></html>
--Apple-Mail-0A--
"""

WHATDOTHEYKNOW = """\
Return-path: <foi+request-123456-ab12cd34@whatdotheyknow.example>
Received: from tenor.example ([198.51.100.9]) by mx.trentvale.example with ESMTPS; Mon, 6 Jul 2026 23:30:05 +0000
Date: Mon, 06 Jul 2026 23:30:02 +0000
From: Morgan Quillfeather <request-123456-ab12cd34@whatdotheyknow.com>
To: FOI requests at Trent Vale Police <foi@trentvale.example>
Message-ID: <ogm-1+64a0-0@whatdotheyknow.com>
Subject: Freedom of Information request - Vetting of officers
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: quoted-printable

Dear Trent Vale Police,

Please tell me how many officers were vetted again in 2025=2E

Yours faithfully,

Morgan Quillfeather

-------------------------------------------------------------------

Please use this email address for all replies to this request:
request-123456-ab12cd34@whatdotheyknow=2Ecom

Is foi@trentvale=2Eexample the wrong address for Freedom of Information req=
uests to Trent Vale Police? If so, please contact us using this form:
https://www=2Ewhatdotheyknow=2Ecom/change_request/new?body=3Dtrent_vale

-------------------------------------------------------------------
"""


def read_mail(wire: str, charset: str = "utf-8") -> Reading:
    reading = read(wire.replace("\n", "\r\n").encode(charset), "request.eml")
    assert reading.kind is Kind.EMAIL
    assert reading.findings == ()
    return reading


def asked(reading: Reading) -> list[str]:
    return [" ".join(f"{question.label} {question.text}".split()) for question in split(reading.text).questions]


def test_gmail_lines_are_joined_the_quotation_asks_nothing_and_the_day_is_londons() -> None:
    reading = read_mail(GMAIL)
    assert asked(reading) == [
        "1. How many dogs retired in 2025, and what did the force spend on their care, over £5?",
        "2. How many handlers have more than one dog?",
    ]
    assert reading.received_on == datetime.date(2026, 7, 7)  # CLK-7: 23:31 UTC
    assert reading.thread == ("out-1@trentvale.example",)
    assert [(one.name, one.text) for one in reading.attachments] == [("list.txt", "Dale, Rex, Bess")]


@pytest.mark.parametrize("plain", [OUTLOOK_PLAIN, ""], ids=["both forms", "html alone"])
def test_outlook_both_forms_give_the_same_questions_and_the_trail_gives_none(plain: str) -> None:
    reading = read_mail(OUTLOOK.format(plain=plain))
    assert asked(reading) == ["1. How many cameras – of any make – do you own?", "2. What did each cost, in £?"]
    assert "Subject: Body-worn cameras" in reading.text
    assert "MsoNormal" not in reading.text
    assert (reading.sender_name, reading.sender_email) == (
        "QUILLFEATHER, Morgan", "Morgan.Quillfeather@council.example",
    )  # fmt: skip
    assert reading.received_on == datetime.date(2026, 3, 2)
    assert [one.name for one in reading.attachments] == ["image001.png"]


def test_thunderbird_lines_are_joined_and_the_quotation_asks_nothing() -> None:
    reading = read_mail(THUNDERBIRD)
    assert asked(reading) == [
        "How many wardens worked in each of the last three financial years, and how many of them left?"
    ]
    assert "> Which years do you mean, and do you mean full-time staff only?" in reading.text
    assert reading.sender_name == "Siân Rhys"


@pytest.mark.parametrize(
    "plain",
    [
        "How many drones do you own?\n\nWho flies them?\n\n> On 1 Mar 2026, at 09:00, Trent Vale FOI <foi@trentvale.example> =\nwrote:\n>=20\n> Do you mean drones of partners, too?",
        "",
    ],
    ids=["both forms", "html alone"],
)
def test_apple_mail_the_block_that_it_marks_as_cited_asks_nothing(plain: str) -> None:
    reading = read_mail(APPLE_MAIL.format(plain=plain))
    assert asked(reading) == ["How many drones do you own?", "Who flies them?"]
    assert "> Do you mean drones of partners, too?" in reading.text


def test_iphone_the_line_that_it_adds_is_no_question_and_no_name() -> None:
    reading = read_mail(IPHONE)
    assert asked(reading) == ["how many dogs do you own, and what’s the oldest one’s age?"]
    assert "Sent from my iPhone" in reading.text


def test_REQ_3_whatdotheyknow_its_address_is_kept_and_its_notice_asks_nothing() -> None:
    reading = read_mail(WHATDOTHEYKNOW)
    assert asked(reading) == ["Please tell me how many officers were vetted again in 2025."]
    assert reading.sender_email == "request-123456-ab12cd34@whatdotheyknow.com"
    assert reading.received_on == datetime.date(2026, 7, 7)  # CLK-7


def test_a_source_that_web_mail_saved_with_a_blank_line_before_it_is_a_mail() -> None:
    reading = read((" " * 250 + "\n" + IPHONE).encode(), "request.eml")
    assert (reading.kind, reading.sender_email) == (Kind.EMAIL, "morgan@quill.example")


@pytest.mark.parametrize(
    ("charset", "body", "text", "finding"),
    [
        # a gateway adds its notice in its own encoding
        ("utf-8", "Café, £5 – how many?".encode() + b"\nScanned \x96 no virus, \xa31", "Café, £5 – how many?\nScanned – no virus, £1", "charset"),
        ("utf-8", b"Caf\xe9, \xa35?", "Café, £5?", "charset"),
        ("gb2312", "多少隻狗 镕?".encode("gb18030"), "多少隻狗 镕?", ""),
        ("koi8-u", "Скільки собак?".encode("koi8-u"), "Скільки собак?", ""),
        ("iso-2022-jp", "犬は何匹いますか。".encode("iso-2022-jp") * 20 + b"\x1b$B\xff\x1b(B", "犬は何匹いますか。" * 20, "charset"),
    ],
)  # fmt: skip
def test_a_text_that_breaks_its_own_encoding_keeps_the_rest(charset: str, body: bytes, text: str, finding: str) -> None:
    head = f"From: a@b.example\nMessage-ID: <a@b>\nMIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n"
    reading = read(head.encode() + body, "request.eml")
    assert reading.text.startswith(text)
    assert [one.id for one in reading.findings if one.id != "control_characters"] == [finding] * bool(finding)
