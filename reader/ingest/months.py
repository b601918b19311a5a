"""The names of months and days in the languages that saved pages come in."""

# One entry for each month of the year; a name of two words has a plus sign.
_MONTHS = (
    "january jan janvier janv januar jänner enero ene январь января янв ocak يناير كانون+الثاني gennaio janeiro",
    "february feb février fevrier févr fevr februar feber febrero февраль февраля фев февр şubat subat فبراير شباط"
    " febbraio fevereiro",
    "march mar mars märz mär maerz marzo март марта мар mart مارس آذار اذار março",
    "april apr avril avr abril abr апрель апреля апр nisan أبريل ابريل إبريل نيسان aprile",
    "may mai mayo май мая mayıs mayis مايو أيار ايار maggio maio",
    "june jun juin juni junio июнь июня июн haziran يونيو يونيه حزيران giugno junho",
    "july jul juillet juil juli julio июль июля июл temmuz يوليو يوليه تموز luglio julho",
    "august aug août aout agosto ago август августа авг ağustos agustos أغسطس اغسطس آب",
    "september sep sept septembre septiembre setiembre сентябрь сентября сен сент eylül eylul سبتمبر أيلول ايلول"
    " settembre setembro",
    "october oct octobre oktober okt octubre октябрь октября окт ekim أكتوبر اكتوبر تشرين+الأول ottobre outubro",
    "november nov novembre noviembre ноябрь ноября ноя нояб kasım kasim نوفمبر تشرين+الثاني novembro",
    "december dec décembre decembre déc dezember dez diciembre dic декабрь декабря дек aralık aralik"
    " ديسمبر كانون+الأول dicembre dezembro",
)

_DAYS = """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    lundi mardi mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch donnerstag freitag samstag sonntag
    mo di mi do fr sa so lunes martes miércoles jueves viernes sábado domingo понедельник вторник среда четверг пятница
    суббота воскресенье пн вт ср чт пт сб вс pazartesi salı çarşamba perşembe cuma cumartesi pazar
    الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد lunedì martedì mercoledì giovedì venerdì sabato domenica
"""

MONTH_BY_NAME: dict[str, int] = {
    name.replace("+", " "): number for number, names in enumerate(_MONTHS, 1) for name in names.split()
}
DAYS: frozenset[str] = frozenset(_DAYS.split())
