"""The acts of the case-file format, with their fields and defaults, whether the program supports them yet or not."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from ..estatuto.atos.base import Ressalva
from ..estatuto.tipos import Carater, Inspecao, MotivoAfastamento, ResultadoEstagio, TipoRessalva
from .simulacao_campos import Campo, Campos, booleano, data, escolha, inteiro, objeto, ou_nulo, texto, texto_livre

SERVIDOR_PADRAO: Final = "A"
CARGO_POR_CARATER: Final = MappingProxyType(
    {Carater.PERMANENTE: "C1", Carater.TEMPORARIO: "T1", Carater.VITALICIO: "V1"}
)

VESPERA: Final = "vespera"
"""Default of a date that, not written, is the day before the act; null, where admitted, is its absence."""

MOTIVOS: Final = (
    MotivoAfastamento.LICENCA_SAUDE,
    MotivoAfastamento.LICENCA_GESTANTE,
    MotivoAfastamento.LICENCA_PREMIO,
    MotivoAfastamento.FERIAS,
    MotivoAfastamento.DOENCA_FAMILIA,
    MotivoAfastamento.ACOMPANHAR_CONJUGE,
    MotivoAfastamento.INTERESSE_PARTICULAR,
    MotivoAfastamento.SUSPENSAO,
    MotivoAfastamento.MANDATO_ELETIVO,
    MotivoAfastamento.SERVICO_MILITAR,
    MotivoAfastamento.MISSAO_EXTERIOR,
    MotivoAfastamento.ESTUDO_EXTERIOR,
    MotivoAfastamento.ESTUDO,
)
"""The absences of the format; the program knows others, that no file may name."""

_MUITOS = 10_000
_ler_ressalva = objeto(
    {
        "tipo": Campo(ou_nulo(escolha(TipoRessalva)), None),
        "numero": Campo(ou_nulo(texto_livre), None),
        "data": Campo(ou_nulo(data), None),
    }
)

COMUNS: Final[Campos] = MappingProxyType(
    {
        "ato": Campo(texto),
        "servidor": Campo(texto, SERVIDOR_PADRAO),
        "vinculo": Campo(ou_nulo(inteiro(1, 99)), None),
        "ressalva": Campo(ou_nulo(lambda valor, caminho: Ressalva(**_ler_ressalva(valor, caminho))), None),
    }
)
"""Fields that any act may have."""

_concurso = objeto(
    {
        "homologacao": Campo(data),
        "validade_meses": Campo(inteiro(1, 1200), 24),
        "prorrogacao": Campo(ou_nulo(data), None),
    }
)
_publicacao: Final[Campos] = {"publicacao": Campo(data)}
_data: Final[Campos] = {"data": Campo(data)}
_movimento: Final[Campos] = {
    "publicacao": Campo(data),
    "outra_localidade": Campo(booleano, True),
    "de_oficio": Campo(booleano, True),
}

ATOS: Final[MappingProxyType[str, Campos]] = MappingProxyType(
    {
        "nomeacao": {
            "publicacao": Campo(data),
            "carater": Campo(escolha(Carater), Carater.PERMANENTE),
            "cargo": Campo(ou_nulo(texto), None),
            "concurso": Campo(ou_nulo(_concurso), None),
            "classificacao": Campo(ou_nulo(inteiro(1, 1_000_000)), None),
            "preteridos": Campo(inteiro(0, _MUITOS), 0),
        },
        "prorrogacao_posse": {"requerimento": Campo(data), "deferida": Campo(ou_nulo(booleano), True)},
        "posse": {
            "data": Campo(data),
            "inspecao": Campo(escolha(Inspecao), Inspecao.APTO),
            "declaracao_bens": Campo(booleano, True),
            "declaracao_acumulacao": Campo(booleano, True),
            "acumulacao_licita": Campo(booleano, True),
            "por_procuracao": Campo(booleano, False),
        },
        "exercicio": _data,
        "retorno": _data,
        "tornar_sem_efeito": _publicacao,
        "exoneracao_de_oficio": {
            "publicacao": Campo(data),
            "fundamento": Campo(escolha(("nao_exercicio", "reprovacao_estagio")), "nao_exercicio"),
        },
        "exoneracao_a_pedido": _publicacao,
        "exoneracao_a_juizo": _publicacao,
        "demissao": _publicacao,
        "vacancia_posse_inacumulavel": _publicacao,
        "falecimento": _data,
        "afastamento": {
            "inicio": Campo(data),
            "fim": Campo(ou_nulo(data), None),
            "motivo": Campo(escolha(MOTIVOS)),
        },
        "avaliacao_estagio": {
            "numero": Campo(inteiro(1, 6)),
            "data": Campo(data),
            "satisfatoria": Campo(booleano, True),
        },
        "submissao_avaliacao": _data,
        "homologacao_estagio": {
            "data": Campo(data),
            "resultado": Campo(escolha(ResultadoEstagio), ResultadoEstagio.APROVADO),
            "decisoes": Campo(booleano, True),
        },
        "aposentadoria": {
            "publicacao": Campo(data),
            "tipo": Campo(escolha(("invalidez", "voluntaria", "compulsoria"))),
        },
        "reversao": {"publicacao": Campo(data), "laudo": Campo(ou_nulo(data), VESPERA)},
        "extincao_cargo": {
            "publicacao": Campo(data),
            "cargo": Campo(texto, "C1"),
            "tipo": Campo(escolha(("extincao", "desnecessidade")), "extincao"),
        },
        "transformacao_cargo": {"publicacao": Campo(data), "de": Campo(texto), "para": Campo(texto)},
        "disponibilidade": _publicacao,
        "aproveitamento": {
            "publicacao": Campo(data),
            "cargo": Campo(texto),
            "compativel": Campo(booleano, True),
        },
        "cassacao_aposentadoria": _publicacao,
        "cassacao_disponibilidade": _publicacao,
        "reintegracao": {
            "publicacao": Campo(data),
            "fundamento": Campo(escolha(("judicial", "revisao")), "judicial"),
            "decisao": Campo(data, VESPERA),
        },
        "reconducao": _publicacao,
        "remocao": _movimento,
        "relotacao": _movimento,
        "mandato_sindical": {"inicio": Campo(data), "fim": Campo(data)},
    }
)
"""Every act of the format; a name that is not here is an error of the file."""
