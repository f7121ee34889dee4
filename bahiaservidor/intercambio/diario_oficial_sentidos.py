"""Which act of the statute a wording means: the verb with the words around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from .diario_oficial_verbos import motivo_do_afastamento

_R: Final = re.compile


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentido:
    """What a wording means: the act, what else it may be, the kind of leave, and what the clerk should look at."""

    tipo: str | None
    alternativas: tuple[str, ...] = ()
    motivo: str | None = None
    duvidas: tuple[str, ...] = ()


_DIRETOS: Final = {
    "nomear": "nomeacao",
    "dispensar": "dispensa",
    "relotar": "relotacao",
    "readaptar": "readaptacao",
    "reverter": "reversao",
    "aproveitar": "aproveitamento",
    "reintegrar": "reintegracao",
    "reconduzir": "reconducao",
    "demitir": "demissao",
    "promover": "promocao",
    "averbar": "averbacao",
    "retificar": "retificacao",
    "declarar estável": "homologacao_estagio",
    "colocar em disponibilidade": "disponibilidade",
    "republicar": "republicacao",
    "extinguir": "extincao_cargo",
    "transformar": "transformacao_cargo",
}

_REFERIDOS: Final[tuple[tuple[str, str], ...]] = (
    ("nomeacao", r"\bnome(?:ac|an|ad|ar|ou)"),
    ("exoneracao_a_pedido", r"\bexoner\w*[^.;]{0,20}a pedido"),
    ("exoneracao_de_oficio", r"\bexoner"),
    ("aposentadoria", r"\baposent"),
    ("readaptacao", r"\breadapt"),
    ("substituicao", r"\bsubstitui"),
    ("remocao", r"\bremo(?:cao|ve|vid)"),
    ("relotacao", r"\brelot"),
    ("promocao", r"\bpromo(?:cao|ve|vid)"),
    ("averbacao", r"\baverb"),
    ("designacao", r"\bdesign"),
    ("dispensa", r"\bdispens"),
    ("reversao", r"\brever(?:sao|te)"),
    ("disponibilidade", r"\bdisponibilidade\b"),
    ("demissao", r"\bdemi(?:ss|ti)"),
)
_REFERIDO: Final = _R("|".join(f"(?P<{tipo}>{expressao})" for tipo, expressao in _REFERIDOS))
_SEM_ATO: Final = _R(
    r"\bgrat(?:ificac\w*|\.)?\b|\badicional\b|\babono (?:de )?permanencia|\bauxilio\b|\bindenizac|\bdiari?as\b"
                     r"|\bvantage[mn]|\bhora extra|\bcet\b|\brti\b|\bestabilidade economica|\bincorpora")  # fmt: skip


def tipo_referido(chave: str) -> str | None:
    """Return which act of the statute the words name: "a nomeação", "que designou", "LICENÇA PRÊMIO"."""
    if _SEM_ATO.search(chave):
        return None
    achado = _REFERIDO.search(chave)
    if achado is not None:
        return achado.lastgroup
    return "afastamento" if motivo_do_afastamento(chave) else None


def sentido(verbo: str, chave: str, *, referido: str, a_pedido: bool, simbolo: str | None) -> Sentido:
    """Return what a verb means in its sentence; ``referido`` is the wording of the act it is about, if any."""
    if verbo in ("tornar sem efeito", "anular"):
        return _desfeito(verbo, referido)
    if verbo in ("cessar o efeito", "revogar"):
        return _cessado(chave, referido)
    if verbo == "considerar":
        return _considerado(chave, a_pedido=a_pedido, simbolo=simbolo)
    if verbo == "exonerar":
        return _exonerado(chave, a_pedido=a_pedido, simbolo=simbolo)
    if verbo == "designar":
        return _designado(chave)
    if verbo in _CONFORME:
        return _CONFORME[verbo](chave)
    if verbo == "retificar":
        outras = ("republicacao",) if tipo_referido(referido) == "nomeacao" else ()
        return Sentido(tipo="retificacao", alternativas=outras)
    if verbo == "readaptar" and re.search(r"\bcess", chave):
        return Sentido(tipo="readaptacao", alternativas=("fim_readaptacao",))
    if verbo in _DIRETOS:
        return Sentido(tipo=_DIRETOS[verbo])
    return Sentido(tipo=None, duvidas=(_SEM_TIPO.get(verbo, _SEM_TIPO_ALGUM.format(verbo=verbo)),))


_SEM_TIPO_ALGUM: Final = "“{verbo}” não corresponde a nenhum ato que se registre na ficha."
_SEM_TIPO: Final = {
    "convocar": "Convocação de candidatos não é ato da ficha de um servidor; anote-a no concurso.",
    "redistribuir": "A redistribuição não está entre os atos que se registram; confira se o caso é de relotação.",
    "progredir": "Progressão e enquadramento não estão entre os atos que se registram; confira se é promoção.",
}


def _desfeito(verbo: str, referido: str) -> Sentido:
    tipo = tipo_referido(referido)
    if tipo == "nomeacao":
        outras = ("anulacao",)
        return Sentido(
            tipo="tornar_sem_efeito" if verbo != "anular" else "anulacao", alternativas=outras[: verbo != "anular"]
        )
    if tipo is None:
        return Sentido(tipo=None, alternativas=("anulacao",), duvidas=(_REFERIDO_DESCONHECIDO,))
    return Sentido(tipo="anulacao", alternativas=("revogacao",) if verbo == "anular" else ())


_REFERIDO_DESCONHECIDO: Final = (
    "O ato desfeito não é dos que se registram na ficha, ou o texto não diz qual é; procure-o antes de confirmar."
)
_FINS: Final = {
    "designacao": ("dispensa",),
    "substituicao": ("fim_substituicao",),
    "readaptacao": ("fim_readaptacao",),
    "afastamento": ("retorno",),
}


def _cessado(chave: str, referido: str) -> Sentido:
    tipo = tipo_referido(referido)
    if tipo is None:
        return Sentido(tipo=None, alternativas=("revogacao",), duvidas=(_REFERIDO_DESCONHECIDO,))
    return Sentido(tipo="revogacao", alternativas=_FINS.get(tipo, ()))


def _findo(chave: str) -> Sentido:
    """Return what "cessar" without "o efeito" ends: the readaptação, the substituição, the disposição."""
    for expressao, tipo in (
        (r"readapta", "fim_readaptacao"),
        (r"substitui", "fim_substituicao"),
        (r"designa", "dispensa"),
        (r"disposicao|afastamento|licenca|cessao", "retorno"),
    ):
        if re.search(expressao, chave):
            return Sentido(tipo=tipo, alternativas=("revogacao",))
    return Sentido(tipo=None, alternativas=("revogacao",), duvidas=(_REFERIDO_DESCONHECIDO,))


_SEM_CAUSA: Final = "O texto não diz se a exoneração é a pedido, de ofício ou a juízo da autoridade (arts. 46 e 47)."


def _exonerado(chave: str, *, a_pedido: bool, simbolo: str | None) -> Sentido:
    if a_pedido:
        return Sentido(tipo="exoneracao_a_pedido")
    sem_posse = re.search(
        r"(?:nao (?:ter |haver |tendo )?(?:toma(?:do|r|ndo)|tomou) posse|ausencia de posse|sem tomar posse)", chave
    )
    if sem_posse is not None:
        duvida = (
            "O texto exonera quem não tomou posse: exonerar é para quem a tomou (arts. 46 e 47); para os demais, a "
            "nomeação é tornada sem efeito (art. 19, § 2º). Confira."
        )
        return Sentido(tipo="exoneracao_de_oficio", alternativas=("tornar_sem_efeito",), duvidas=(duvida,))
    if re.search(
        r"\bde oficio\b|\bex officio\b|estagio probatorio|nao (?:ter |haver )?entra(?:do|r) em exercicio", chave
    ):
        return Sentido(tipo="exoneracao_de_oficio")
    if simbolo is not None and simbolo.startswith(("DAS", "DAI")):
        return Sentido(tipo="exoneracao_a_juizo", alternativas=("exoneracao_a_pedido",))
    if re.search(r"\bcargo (?:em|de) (?:comissao|provimento temporario)", chave):
        return Sentido(tipo="exoneracao_a_juizo", alternativas=("exoneracao_a_pedido",))
    return Sentido(
        tipo="exoneracao_de_oficio", alternativas=("exoneracao_a_juizo", "exoneracao_a_pedido"), duvidas=(_SEM_CAUSA,)
    )


def _considerado(chave: str, *, a_pedido: bool, simbolo: str | None) -> Sentido:
    if re.search(r"\bexonerad[oa]", chave):
        return _exonerado(chave, a_pedido=a_pedido, simbolo=simbolo)
    for expressao, tipo in (
        (r"\bnomead[oa]", "nomeacao"),
        (r"\bdispensad[oa]", "dispensa"),
        (r"\baposentad[oa]", "aposentadoria"),
        (r"\bremovid[oa]", "remocao"),
        (r"\brelotad[oa]", "relotacao"),
        (r"\breadaptad[oa]", "readaptacao"),
        (r"\bpromovid[oa]", "promocao"),
    ):
        if re.search(expressao, chave):
            motivo = aposentadoria(chave) if tipo == "aposentadoria" else None
            return Sentido(tipo=tipo, motivo=motivo)
    if re.search(r"\bdesignad[oa]", chave):
        return _designado(chave)
    if re.search(r"\bafastad[oa]|\ba disposicao|\blicenciad[oa]|licenca", chave):
        return _afastado(chave)
    if re.search(r"\bvag[oa]\b", chave):
        return _vago(chave)
    return Sentido(tipo=None, duvidas=("O texto considera alguma coisa que não se pôde ler como ato da ficha.",))


def _designado(chave: str) -> Sentido:
    if re.search(r"habilitad[oa](?:\(s\))?s? em concurso", chave):
        duvida = (
            "“Designar habilitado em concurso” não é designação para chefia (art. 11, parágrafo único): pode ser a "
            "nomeação ou a lotação de quem foi nomeado; confira."
        )
        return Sentido(tipo=None, alternativas=("nomeacao", "relotacao"), duvidas=(duvida,))
    if re.search(r"estagio probatorio", chave):
        return Sentido(tipo="designacao_avaliadores", alternativas=("designacao",))
    if re.search(
        r"\bcomiss(?:ao|oes) (?!de cargo)(?:de|especial|permanente|processante)"
        r"|\bfiscal\b|\bgestor(?:a)? d[oe]s? contrato"
        r"|\bpregoeir|\bgrupo de trabalho|\bcompor",
        chave,
    ):
        return Sentido(
            tipo=None,
            alternativas=("designacao",),
            duvidas=(
                "Designação para comissão ou encargo não é chefia nem assessoramento (art. 11, parágrafo único).",
            ),
        )
    if re.search(
        r"\bsubstitu|\bresponder\b|\bausencias? e impedimentos|durante (?:as ferias|o afastamento|a licenca"
        r"|os? impedimento)",
        chave,
    ):
        return Sentido(tipo="substituicao", alternativas=("designacao",))
    return Sentido(tipo="designacao", alternativas=("substituicao",))


def aposentadoria(chave: str) -> str | None:
    """Return the kind of retirement, as in ``estatuto.tipos.TipoAposentadoria``."""
    for expressao, tipo in (
        (r"invalidez|incapacidade", "invalidez"),
        (r"compulsori", "compulsoria"),
        (r"voluntari|a pedido|por tempo de|por idade", "voluntaria"),
    ):
        if re.search(expressao, chave):
            return tipo
    return None


def _aposentado(chave: str) -> Sentido:
    motivo = aposentadoria(chave)
    duvidas = () if motivo else ("O texto não diz se a aposentadoria é voluntária, compulsória ou por incapacidade.",)
    return Sentido(tipo="aposentadoria", motivo=motivo, duvidas=duvidas)


def _afastado(chave: str) -> Sentido:
    motivo = motivo_do_afastamento(chave)
    if motivo == "mandato_sindical":
        return Sentido(tipo="mandato_sindical", alternativas=("afastamento",), motivo=motivo)
    duvidas = () if motivo else ("O texto não diz por que a pessoa se afasta.",)
    return Sentido(tipo="afastamento", motivo=motivo, duvidas=duvidas)


def _vago(chave: str) -> Sentido:
    if "inacumul" in chave:
        return Sentido(tipo="vacancia_posse_inacumulavel", alternativas=("vacancia_outra",))
    if re.search(r"\bfalec|\bobito|\bmorte\b", chave):
        return Sentido(tipo="falecimento", alternativas=("vacancia_outra",))
    return Sentido(tipo="vacancia_outra", alternativas=("vacancia_posse_inacumulavel", "falecimento"))


def _concedido(chave: str) -> Sentido:
    if "readapta" in chave:
        return Sentido(tipo="readaptacao")
    if re.search(r"\baposentadoria\b", chave) and not _SEM_ATO.search(chave):
        return _aposentado(chave)
    if _SEM_ATO.search(chave):
        return Sentido(tipo=None, duvidas=("Vantagem de remuneração não é ato que se registre na ficha.",))
    if re.search(r"\bexoneracao\b", chave):
        return Sentido(tipo="exoneracao_a_pedido" if "a pedido" in chave else "exoneracao_de_oficio")
    if re.search(
        r"prorrogacao (?:do prazo )?(?:d[ae] |para (?:a )?)?posse|prazo (?:d[ae]|para (?:a |tomar )?)posse", chave
    ):
        return Sentido(tipo="decisao_prorrogacao", alternativas=("prorrogacao_posse",))
    if re.search(r"\baverba", chave):
        return Sentido(tipo="averbacao")
    if re.search(r"\bpromocao\b", chave):
        return Sentido(tipo="promocao")
    if re.search(r"\breversao\b", chave):
        return Sentido(tipo="reversao")
    if re.search(r"\bremocao\b", chave):
        return _removido(chave)
    if re.search(r"licenc|afastamento|ferias|a disposicao", chave):
        return _afastado(chave)
    return Sentido(tipo=None, duvidas=("O que se concede não está entre os atos que se registram na ficha.",))


def _removido(chave: str) -> Sentido:
    if "permuta" in chave:
        return Sentido(tipo="permuta", alternativas=("remocao",))
    return Sentido(tipo="remocao", alternativas=("relotacao",))


def _prorrogado(chave: str) -> Sentido:
    if "posse" in chave:
        return Sentido(tipo="decisao_prorrogacao", alternativas=("prorrogacao_posse",))
    if "readapta" in chave:
        return Sentido(tipo="readaptacao")
    if re.search(r"\bconcurso\b|\bvalidade\b", chave):
        return Sentido(tipo=None, duvidas=("Prorrogação de concurso não é ato da ficha de um servidor.",))
    return _afastado(chave)


def _autorizado(chave: str) -> Sentido:
    if re.search(r"afastamento|licenc|a disposicao|ferias|afastar|cessao", chave):
        return _afastado(chave)
    return Sentido(tipo=None, duvidas=("A autorização não está entre os atos que se registram na ficha.",))


def _suspenso(chave: str) -> Sentido:
    if re.search(r"\bferias\b|\blicenca\b", chave):
        return Sentido(
            tipo=None,
            alternativas=("retorno", "revogacao"),
            duvidas=("Suspende-se férias ou licença: confira se houve retorno.",),
        )
    return Sentido(tipo="afastamento", motivo="suspensao")


def _cassado(chave: str) -> Sentido:
    return Sentido(tipo="cassacao_disponibilidade" if "disponibilidade" in chave else "cassacao_aposentadoria")


def _homologado(chave: str) -> Sentido:
    if "estagio" in chave or "avaliac" in chave:
        return Sentido(tipo="homologacao_estagio")
    return Sentido(tipo=None, duvidas=("A homologação não é de estágio probatório.",))


_CONFORME: Final[dict[str, Callable[[str], Sentido]]] = {
    "aposentar": _aposentado,
    "conceder": _concedido,
    "remover": _removido,
    "transferir": _removido,
    "prorrogar": _prorrogado,
    "autorizar": _autorizado,
    "suspender": _suspenso,
    "aplicar": lambda chave: (
        _suspenso(chave)
        if "suspensao" in chave
        else Sentido(tipo=None, duvidas=("A penalidade não está entre os atos que se registram na ficha.",))
    ),
    "cassar": _cassado,
    "homologar": _homologado,
    "declarar vacância": _vago,
    "declarar": lambda chave: (
        _vago(chave)
        if re.search(r"\bvag[oa]s?\b|vacancia", chave)
        else Sentido(tipo=None, duvidas=("O que se declara não está entre os atos que se registram na ficha.",))
    ),
    "colocar à disposição": lambda _: Sentido(tipo="afastamento", motivo="a_disposicao"),
    "ceder": lambda _: Sentido(tipo="afastamento", motivo="a_disposicao"),
    "interromper": lambda _: Sentido(
        tipo=None,
        alternativas=("retorno", "revogacao"),
        duvidas=("Interrompe-se o que estava em curso: confira se houve retorno.",),
    ),
    "cessar": _findo,
    "fazer retornar": lambda _: Sentido(tipo="retorno"),
}
