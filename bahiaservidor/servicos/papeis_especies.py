"""Kinds of paper: the words a clerk reads, which are kept by order of issue, titles and file names."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ..arquivos import nome_simples
from ..estatuto.formatos.nomes import chave_busca
from .papeis_atos_especies import ESPECIES_DE_ATOS, pela_minuta

ESPECIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "termo_posse": "Termo de posse",
        "termo_exercicio": "Termo de exercício",
        "relatorio_trimestral": "Relatório trimestral de prazos",
        "minuta_termo_posse": "Termo de posse, para assinatura",
        "cerimonia_posse": "Termos de posse de uma cerimônia",
        "consulta": "Consulta fundamentada",
        "termo_selo": "Termo de selo do registro",
        "segunda_via": "Segunda via",
        "segunda_via_impressa": "Segunda via, folha de rosto e documento",
        "indice_livro": "Livro de documentos: abertura, índice e encerramento",
        "aviso_posse": "Aviso de prazo de posse",
        "aviso_convocacao": "Aviso de convocação",
        "ficha_funcional": "Ficha funcional",
        "certidao_tempo": "Certidão de tempo de serviço",
        "declaracao_acumulacao": "Declaração de acumulação de cargos",
        "recibo_bens": "Recibo da declaração de bens e valores",
        "declaracao_parentesco": "Declaração de parentesco",
        "declaracao_idoneidade": "Declarações de que nada impede a posse",
        "checklist_posse": "Conferência de documentos para a posse",
        "declaracoes_posse": "Formulários da posse, para assinar",
        "comunicacao_exercicio": "Comunicação de não entrada em exercício",
        "aviso_avaliacao": "Aviso de avaliação do estágio",
        "aviso_submissao": "Aviso de submissão à homologação",
        "aviso_unidade": "Aviso de avaliações devidas na unidade",
        "avisos_avaliacao": "Avisos do estágio, em lote",
        "avisos_unidades": "Avisos de avaliações devidas, por unidade",
        "formulario_avaliacao": "Formulário de avaliação do estágio",
        "formularios_avaliacao": "Formulários de avaliação do estágio, em lote",
        "processo": "Processo digital",
        "minutas_atos": "Minutas de atos",
        **ESPECIES_DE_ATOS,
    }
)
"""Kinds of paper, with the words a clerk reads."""

POR_ORDEM: Final = frozenset({"minuta_termo_posse", "cerimonia_posse", "processo"})
"""Kinds kept by order of issue: the number printed on them is that of the termo, which may be issued many times."""


def por_ordem(especie: str) -> bool:
    """Tell whether a kind is kept by order of issue (`POR_ORDEM`)."""
    return (
        especie in POR_ORDEM
        or especie.endswith(("_reemitido", "_assinado"))
        or especie.startswith("lote_")
        or pela_minuta(especie)
    )


def nome_da_especie(especie: str) -> str:
    """Return the words of a kind of paper; a twin or a new issue says what it is of."""
    if especie in ESPECIES:
        return ESPECIES[especie]
    if especie.startswith("lote_"):
        return f"{nome_da_especie(especie.removeprefix('lote_'))}, em lote"
    base, _, sufixo = especie.rpartition("_")
    feito = {"reemitido": "nova emissão", "assinado": "assinado"}.get(sufixo, sufixo.upper())
    return f"{nome_da_especie(base)}, {feito}" if base else especie


def intitular(especie: str, assunto: str, numero: int | None, ano: int) -> str:
    """Return the title of a paper: kind, number if any, subject."""
    nome = nome_da_especie(especie)
    if numero is not None and especie.endswith("_assinado"):
        return f"{nome.removesuffix(', assinado')} nº {numero}/{ano}, assinado – {assunto}"
    return f"{nome} nº {numero}/{ano} – {assunto}" if numero is not None else f"{nome} – {assunto}"


def nome_de_arquivo(*partes: str | int | None) -> str:
    """Return a file name for any system: no accents, no spaces, the parts that exist."""
    simples = (chave_busca(str(parte)).replace(" ", "-") for parte in partes if parte)
    return nome_simples(f"{'-'.join(filter(None, simples))[:110].rstrip('-') or 'documento'}.pdf")


def formato_do_gemeo(sufixo: str) -> str:
    """Return a format in words: DOCX in capitals, as it is written; a word as a word."""
    return sufixo.upper() if len(sufixo) <= 4 else sufixo
