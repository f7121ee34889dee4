"""Tables of the registry, by topic.  Read as ``from .. import modelos as m``.

Those of `documentos`, `entradas` and `guarda` are only imported when one is asked for: opening a registry uses none.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .base import Base, Instante, Inteiro, texto_do_instante
from .cadastros import (
    Autoridade,
    Candidato,
    Cargo,
    CategoriaFuncional,
    Classe,
    Concurso,
    Configuracao,
    DiaSemExpediente,
    GrupoOcupacional,
    Lista,
    Lrf,
    Opcao,
    Orgao,
    Parametro,
    Referencia,
    ReservaPosto,
    Unidade,
    Vaga,
)
from .contradicoes import ContradicaoCiencia
from .livro import Ato, AtoSigilo, Instrumento, Operacao, Selo
from .papeis import Arquivo, DocumentoEmitido, Minuta, Trilha
from .pessoas import Afastamento, Ocupacao, Servidor, Vinculo
from .prazos import Prazo, Reconhecimento, SessaoAbertura

if TYPE_CHECKING:
    from .documentos import (
        Acompanhamento,
        Anexo,
        Assinatura,
        Contraditorio,
        ModeloDocumento,
        Processo,
        ProcessoEntrega,
        RelatorioSaldo,
    )
    from .entradas import FiltroSalvo, Importacao, ImportacaoLinha, ImportacaoMapa, Leitura, LeituraItem
    from .guarda import CodigoRecuperacao, Confirmacao, Expurgo, Quarentena, Rascunho, Usuario

__all__ = [
    "Acompanhamento",
    "Afastamento",
    "Anexo",
    "Arquivo",
    "Assinatura",
    "Ato",
    "AtoSigilo",
    "Autoridade",
    "Base",
    "Candidato",
    "Cargo",
    "CategoriaFuncional",
    "Classe",
    "CodigoRecuperacao",
    "Concurso",
    "Configuracao",
    "Confirmacao",
    "ContradicaoCiencia",
    "Contraditorio",
    "DiaSemExpediente",
    "DocumentoEmitido",
    "Expurgo",
    "FiltroSalvo",
    "GrupoOcupacional",
    "Importacao",
    "ImportacaoLinha",
    "ImportacaoMapa",
    "Instante",
    "Instrumento",
    "Inteiro",
    "Leitura",
    "LeituraItem",
    "Lista",
    "Lrf",
    "Minuta",
    "ModeloDocumento",
    "Ocupacao",
    "Opcao",
    "Operacao",
    "Orgao",
    "Parametro",
    "Prazo",
    "Processo",
    "ProcessoEntrega",
    "Quarentena",
    "Rascunho",
    "Reconhecimento",
    "Referencia",
    "RelatorioSaldo",
    "ReservaPosto",
    "Selo",
    "Servidor",
    "SessaoAbertura",
    "Trilha",
    "Unidade",
    "Usuario",
    "Vaga",
    "Vinculo",
    "texto_do_instante",
    "todas",
]


def __getattr__(nome: str) -> Any:
    if nome not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {nome!r}")
    # One at a time: who asks for an unfinished form does not load the tables of papers.
    tardios = (import_module(f".{tardio}", __name__) for tardio in ("guarda", "documentos", "entradas"))
    valor = globals()[nome] = next(getattr(modulo, nome) for modulo in tardios if hasattr(modulo, nome))
    return valor


def todas() -> list[Any]:
    """Return every table, those that are imported late included."""
    return [globals().get(nome) or __getattr__(nome) for nome in __all__ if nome[0].isupper()]
