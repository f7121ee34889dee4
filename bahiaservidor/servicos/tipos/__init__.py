"""Values that services give and take: frozen, plain, safe to hand to a window's thread.

Each topic is imported when the first of its names is asked for: the first screen needs few of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .abertura import InfoRegistro
    from .atos import (
        Analise,
        AtoPossivel,
        DadosPessoa,
        Instrumento,
        Minuta,
        PedidoAto,
        PrazoPrevisto,
        Proposta,
        Registrado,
    )
    from .cadastros import (
        Autoridade,
        Candidato,
        Cargo,
        Concurso,
        DiaSemExpediente,
        Divergencia,
        Lista,
        OcupacaoCargo,
        Orgao,
        PrazoMovido,
        Unidade,
        Vagas,
        Verificacao,
    )
    from .pessoas import (
        DocumentoEmitido,
        EntradaLivro,
        Ficha,
        FichaVinculo,
        FiltroServidores,
        LinhaPrazo,
        LinhaServidor,
        MarcaLinha,
        PeriodoLinha,
    )
    from .prazos import (
        BarraMes,
        Calculo,
        FiltroPrazos,
        Painel,
        PassoMemoria,
        PorQue,
    )

__all__ = [
    "Analise",
    "AtoPossivel",
    "Autoridade",
    "BarraMes",
    "Calculo",
    "Candidato",
    "Cargo",
    "Concurso",
    "DadosPessoa",
    "DiaSemExpediente",
    "Divergencia",
    "DocumentoEmitido",
    "EntradaLivro",
    "Ficha",
    "FichaVinculo",
    "FiltroPrazos",
    "FiltroServidores",
    "InfoRegistro",
    "Instrumento",
    "LinhaPrazo",
    "LinhaServidor",
    "Lista",
    "MarcaLinha",
    "Minuta",
    "OcupacaoCargo",
    "Orgao",
    "Painel",
    "PassoMemoria",
    "PedidoAto",
    "PeriodoLinha",
    "PorQue",
    "PrazoMovido",
    "PrazoPrevisto",
    "Proposta",
    "Registrado",
    "Unidade",
    "Vagas",
    "Verificacao",
]

_TOPICOS = {
    nome: topico
    for topico, nomes in {
        "abertura": ("InfoRegistro",),
        "atos": (
            "Analise",
            "AtoPossivel",
            "DadosPessoa",
            "Instrumento",
            "Minuta",
            "PedidoAto",
            "PrazoPrevisto",
            "Proposta",
            "Registrado",
        ),
        "cadastros": (
            "Autoridade",
            "Candidato",
            "Cargo",
            "Concurso",
            "DiaSemExpediente",
            "Divergencia",
            "Lista",
            "OcupacaoCargo",
            "Orgao",
            "PrazoMovido",
            "Unidade",
            "Vagas",
            "Verificacao",
        ),
        "pessoas": (
            "DocumentoEmitido",
            "EntradaLivro",
            "Ficha",
            "FichaVinculo",
            "FiltroServidores",
            "LinhaPrazo",
            "LinhaServidor",
            "MarcaLinha",
            "PeriodoLinha",
        ),
        "prazos": ("BarraMes", "Calculo", "FiltroPrazos", "Painel", "PassoMemoria", "PorQue"),
    }.items()
    for nome in nomes
}


def __getattr__(nome: str) -> Any:
    topico = _TOPICOS.get(nome)
    if topico is None:
        raise AttributeError(f"module {__name__!r} has no attribute {nome!r}")
    valor = globals()[nome] = getattr(import_module(f"{__name__}.{topico}"), nome)
    return valor
