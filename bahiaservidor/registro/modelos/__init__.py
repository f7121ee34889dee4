"""Tables of the registry, by topic.  Read as ``from .. import modelos as m``."""

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
    Opcao,
    Orgao,
    Parametro,
    Referencia,
    Unidade,
    Vaga,
)
from .livro import Ato, AtoSigilo, Instrumento, Operacao, Selo
from .papeis import Arquivo, DocumentoEmitido, Minuta, Trilha
from .pessoas import Afastamento, Ocupacao, Servidor, Vinculo
from .prazos import Prazo, Reconhecimento, SessaoAbertura

__all__ = [
    "Afastamento",
    "Arquivo",
    "Ato",
    "AtoSigilo",
    "Autoridade",
    "Base",
    "Candidato",
    "Cargo",
    "CategoriaFuncional",
    "Classe",
    "Concurso",
    "Configuracao",
    "DiaSemExpediente",
    "DocumentoEmitido",
    "GrupoOcupacional",
    "Instante",
    "Instrumento",
    "Inteiro",
    "Lista",
    "Minuta",
    "Ocupacao",
    "Opcao",
    "Operacao",
    "Orgao",
    "Parametro",
    "Prazo",
    "Reconhecimento",
    "Referencia",
    "Selo",
    "Servidor",
    "SessaoAbertura",
    "Trilha",
    "Unidade",
    "Vaga",
    "Vinculo",
    "texto_do_instante",
]
