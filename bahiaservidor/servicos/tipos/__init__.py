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
        Novidade,
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
    from .regras import (
        Alternativa,
        Escolha,
        EspecieMovimento,
        JanelaEmUso,
        Leitura,
        Movimento,
        NovoValor,
        ParametroEmUso,
        PrazoMovido,
        Reforma,
        RegistroDeJanela,
        RegistroDeValor,
        ValorEmUso,
    )

__all__ = [
    "Alternativa",
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
    "Escolha",
    "EspecieMovimento",
    "Ficha",
    "FichaVinculo",
    "FiltroPrazos",
    "FiltroServidores",
    "InfoRegistro",
    "Instrumento",
    "JanelaEmUso",
    "Leitura",
    "LinhaPrazo",
    "LinhaServidor",
    "Lista",
    "MarcaLinha",
    "Minuta",
    "Movimento",
    "Novidade",
    "NovoValor",
    "OcupacaoCargo",
    "Orgao",
    "Painel",
    "ParametroEmUso",
    "PassoMemoria",
    "PedidoAto",
    "PeriodoLinha",
    "PorQue",
    "PrazoMovido",
    "PrazoPrevisto",
    "Proposta",
    "Reforma",
    "Registrado",
    "RegistroDeJanela",
    "RegistroDeValor",
    "Unidade",
    "Vagas",
    "ValorEmUso",
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
            "Novidade",
            "PeriodoLinha",
        ),
        "prazos": ("BarraMes", "Calculo", "FiltroPrazos", "Painel", "PassoMemoria", "PorQue"),
        "regras": (
            "Alternativa",
            "Escolha",
            "EspecieMovimento",
            "JanelaEmUso",
            "Leitura",
            "Movimento",
            "NovoValor",
            "ParametroEmUso",
            "PrazoMovido",
            "Reforma",
            "RegistroDeJanela",
            "RegistroDeValor",
            "ValorEmUso",
        ),
    }.items()
    for nome in nomes
}


def __getattr__(nome: str) -> Any:
    topico = _TOPICOS.get(nome)
    if topico is None:
        raise AttributeError(f"module {__name__!r} has no attribute {nome!r}")
    valor = globals()[nome] = getattr(import_module(f"{__name__}.{topico}"), nome)
    return valor
