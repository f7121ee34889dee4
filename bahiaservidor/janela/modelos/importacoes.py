"""Imports of spreadsheets in words: the list of those made, the rows of a dry run, the choices about namesakes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ...estatuto.formatos import cpf, matricula
from ...estatuto.formatos.datas import formatar_data
from ...intercambio.exame_xlsx import letras
from ...servicos.tipos.importacao import (
    ArquivoLido,
    ConferenciaImportacao,
    EspecieImportacao,
    ImportacaoFeita,
    LinhaConferida,
    Parecido,
    PedidoImportacao,
    PreviaDesfazer,
)
from ..operacoes import Mudanca
from ..tema import Tom
from .base import Coluna
from .documentos import instante_local
from .prazos import numero, quantos
from .processos import tamanho

_COMPARADOS: Final = {"nome": "Nome", "cpf": "CPF", "nascimento": "Nascimento", "matricula": "Matrícula"}

ENTRA: Final = "entra"
ALTERA: Final = "altera"
SEM_MUDANCA: Final = "sem_mudanca"
RECUSADA: Final = "recusada"
DUVIDA: Final = "duvida"
PULADA: Final = "pulada"

PULAR: Final = "pular"
NOVA: Final = "nova"

FILTRO_PLANILHAS: Final = "Planilhas (*.xlsx *.xlsm *.ods *.csv *.txt *.tsv);;Todos os arquivos (*)"

MUDOU: Final = Mudanca(tudo=True)
"""An import may touch anything: people, vínculos, deadlines, registers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resultado:
    """A result of the dry run: the word of a row, that of the badge that counts them, and its colour."""

    chave: str
    palavra: str
    plural: str
    tom: Tom


RESULTADOS: Final = (
    Resultado(chave=ENTRA, palavra="Entra", plural="Entram", tom=Tom.SUCESSO),
    Resultado(chave=ALTERA, palavra="Altera", plural="Alteram", tom=Tom.INFO),
    Resultado(chave=SEM_MUDANCA, palavra="Sem mudança", plural="Sem mudança", tom=Tom.NEUTRO),
    Resultado(chave=RECUSADA, palavra="Recusada", plural="Recusadas", tom=Tom.PERIGO),
    Resultado(chave=DUVIDA, palavra="Dúvida", plural="Dúvidas", tom=Tom.ATENCAO),
    Resultado(chave=PULADA, palavra="Pulada", plural="Puladas", tom=Tom.APAGADO),
)
_DE = {resultado.chave: resultado for resultado in RESULTADOS}


def contagens(conferencia: ConferenciaImportacao) -> dict[str, int]:
    """Return how many rows have each result."""
    return {
        ENTRA: conferencia.entram, ALTERA: conferencia.alteram, SEM_MUDANCA: conferencia.sem_mudanca,
        RECUSADA: conferencia.recusadas, DUVIDA: conferencia.duvidas, PULADA: conferencia.puladas,
    }  # fmt: skip


def resultado(linha: LinhaConferida) -> Resultado:
    """Return what would become of a row."""
    return _DE[linha.resultado]


# ---------------------------------------------------------------- choices about namesakes


def palavra_da_escolha(linha: LinhaConferida, escolha: str) -> str:
    """Return a choice in words."""
    if escolha == NOVA:
        return "Pessoa nova"
    if escolha == PULAR:
        return "Pulada"
    nome = next((p.nome for p in linha.parecidos if p.escolha == escolha), "")
    return (
        f"É {nome}"
        if nome
        else f"É a da {escolha.replace(':', ' ')}"
        if escolha.startswith("linha:")
        else "É do registro"
    )


def _jeito(linha: LinhaConferida) -> tuple[object, ...]:
    return tuple((p.iguais, len(p.diferentes), p.certo) for p in linha.parecidos)


def iguais_a(linha: LinhaConferida, linhas: Sequence[LinhaConferida]) -> tuple[LinhaConferida, ...]:
    """Return the rows in doubt for the same reason as one of them: as many who look alike, in the same data."""
    jeito = _jeito(linha)
    return tuple(outra for outra in linhas if outra.resultado == DUVIDA and _jeito(outra) == jeito)


def escolha_de_todas(
    escolha: str, linha: LinhaConferida, linhas: Sequence[LinhaConferida]
) -> tuple[tuple[int, str], ...]:
    """Return the same choice for each row in doubt for the same reason: (number of the row, choice).

    "É esta pessoa" is, for each row, who stands in the same place among those who look like it.
    """
    lugar = next((n for n, p in enumerate(linha.parecidos) if p.escolha == escolha), None)
    return tuple(
        (outra.numero, escolha if lugar is None else outra.parecidos[lugar].escolha)
        for outra in iguais_a(linha, linhas)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparado:
    """One datum of two people, side by side; ``igual`` is None where one of them has none."""

    rotulo: str
    aqui: str
    ali: str
    igual: bool | None


def comparar(linha: LinhaConferida, parecido: Parecido, pedido: PedidoImportacao) -> tuple[Comparado, ...]:
    """Return what the row and somebody it looks like say of the same data."""
    ali = {
        "nome": parecido.nome,
        "cpf": cpf.formatar(parecido.cpf) if parecido.cpf else "",
        "nascimento": formatar_data(parecido.nascimento) if parecido.nascimento is not None else "",
        "matricula": ", ".join(matricula.formatar(m) for m in parecido.matriculas),
    }
    comparados = []
    for chave, rotulo in _COMPARADOS.items():
        coluna = pedido.mapa.get(chave)
        aqui = linha.valores[coluna] if coluna is not None and coluna < len(linha.valores) else ""
        aqui = aqui.strip() or pedido.fixos.get(chave, "")
        if aqui or ali[chave]:
            igual = None if not aqui or not ali[chave] else rotulo in parecido.iguais or _mesmo(aqui, ali[chave])
            comparados.append(Comparado(rotulo=rotulo, aqui=aqui or "—", ali=ali[chave] or "—", igual=igual))
    return tuple(comparados)


def outras_diferencas(parecido: Parecido) -> tuple[str, ...]:
    """Return what differs in data that are not shown side by side."""
    return tuple(d for d in parecido.diferentes if d.partition(":")[0] not in _COMPARADOS.values())


def _mesmo(um: str, outro: str) -> bool:
    return [c for c in um.casefold() if c.isalnum()] == [c for c in outro.casefold() if c.isalnum()]


# ---------------------------------------------------------------- rows of the dry run


def quem(linha: LinhaConferida) -> str:
    """Return what a row is about: what it would do, or, of one that does nothing, the first things it has."""
    if linha.resultado in (ENTRA, ALTERA, SEM_MUDANCA) and linha.resumo:
        return linha.resumo
    return " · ".join([valor for valor in linha.valores if valor.strip()][:3]) or linha.resumo


def motivo_da_linha(linha: LinhaConferida) -> str:
    """Return the first reason of a row, and how many more there are."""
    ditos = [f"{falta.coluna or falta.campo}: {falta.motivo}".removeprefix(": ") for falta in linha.faltas]
    ditos = ditos or list(linha.avisos)
    if not ditos and linha.parecidos:
        ditos = [f"Parece {linha.parecidos[0].nome}"]
    return f"{ditos[0]} (e mais {len(ditos) - 1})" if len(ditos) > 1 else "".join(ditos)


def colunas_linhas(escolhas: Callable[[], Mapping[int, str]]) -> tuple[Coluna[LinhaConferida], ...]:
    """Return the columns of the rows; ``escolhas`` answers what the clerk has decided of those in doubt."""

    def palavra(linha: LinhaConferida) -> str:
        escolha = escolhas().get(linha.numero)
        return palavra_da_escolha(linha, escolha) if escolha else resultado(linha).palavra

    def tom(linha: LinhaConferida) -> Tom:
        return Tom.INFO if linha.numero in escolhas() and linha.resultado == DUVIDA else resultado(linha).tom

    return (
        Coluna(chave="numero", rotulo="Linha", texto=lambda x: numero(x.numero), largura=76, direita=True,
               ordem=lambda x: x.numero),
        Coluna(chave="resultado", rotulo="Resultado", texto=palavra, tom=tom, largura=136, dica=palavra),
        Coluna(chave="resumo", rotulo="O que traz", texto=quem, largura=190, cresce=2, forte=True),
        Coluna(chave="motivo", rotulo="Motivo", texto=motivo_da_linha, largura=210, cresce=3),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Motivo:
    """A reason and how many rows have it."""

    texto: str
    linhas: int


COLUNAS_MOTIVOS: Final[tuple[Coluna[Motivo], ...]] = (
    Coluna(chave="motivo", rotulo="Motivo", texto=lambda m: m.texto, largura=160, estica=True),
    Coluna(chave="linhas", rotulo="Linhas", texto=lambda m: numero(m.linhas), largura=76, direita=True,
           ordem=lambda m: m.linhas),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Valor:
    """A cell of a row, with its header; ``ruim`` when it is why the row does not enter."""

    nome: str
    valor: str
    ruim: bool


COLUNAS_VALORES: Final[tuple[Coluna[Valor], ...]] = (
    Coluna(chave="nome", rotulo="Na planilha", texto=lambda v: v.nome, largura=140, ordenavel=False),
    Coluna(chave="valor", rotulo="Valor", texto=lambda v: v.valor or ("vazia" if v.ruim else "—"), largura=180,
           estica=True, ordenavel=False, tom=lambda v: Tom.PERIGO if v.ruim else None),
)  # fmt: skip


def tem_motivo(linha: LinhaConferida, motivo: str) -> bool:
    """Tell whether a row is counted under a reason."""
    return any(falta.geral == motivo for falta in linha.faltas)


# ---------------------------------------------------------------- imports made


def colunas_importacoes() -> tuple[Coluna[ImportacaoFeita], ...]:
    """Return the columns of the list of imports."""
    return (
        Coluna(chave="instante", rotulo="Data", texto=lambda i: instante_local(i.instante), largura=152,
               ordem=lambda i: i.instante),
        Coluna(chave="rotulo", rotulo="O que", texto=lambda i: i.rotulo, largura=150, cresce=1, forte=True),
        Coluna(chave="arquivo", rotulo="Arquivo", texto=lambda i: i.arquivo, largura=200, cresce=2),
        Coluna(chave="usuario", rotulo="Por", texto=lambda i: i.usuario or "—", largura=120),
        Coluna(chave="entraram", rotulo="Entraram", texto=lambda i: numero(i.entraram), largura=96, direita=True,
               ordem=lambda i: i.entraram),
        Coluna(chave="recusadas", rotulo="De fora", texto=lambda i: numero(i.recusadas), largura=90, direita=True,
               ordem=lambda i: i.recusadas),
        Coluna(chave="situacao", rotulo="Situação", texto=palavra_da_importacao, largura=112,
               tom=lambda i: Tom.APAGADO if i.desfeita_em else Tom.SUCESSO, dica=historia),
        Coluna(chave="fonte", rotulo="Fonte", texto=lambda i: i.fonte or "—", largura=180, oculta=True),
    )  # fmt: skip


def palavra_da_importacao(feita: ImportacaoFeita) -> str:
    """Return whether an import holds."""
    return "Desfeita" if feita.desfeita_em else "Em vigor"


def historia(feita: ImportacaoFeita) -> str:
    """Return what became of an import, in a sentence."""
    if feita.desfeita_em is None:
        return f"{frase_da_importacao(feita)} Pode ser desfeita em um passo."
    quem = f" por {feita.desfeita_por}" if feita.desfeita_por else ""
    motivo = f": {feita.motivo.rstrip('.')}." if feita.motivo else "."
    return f"Desfeita em {instante_local(feita.desfeita_em)}{quem}{motivo}"


def frase_da_importacao(feita: ImportacaoFeita) -> str:
    """Return how many rows entered and how many did not."""
    entrou = "entrou" if feita.entraram == 1 else "entraram"
    frase = f"{quantos(feita.entraram, 'linha', 'linhas')} {entrou}, em uma operação"
    if not feita.recusadas:
        return f"{frase}."
    return f"{frase}; {numero(feita.recusadas)} {'ficou' if feita.recusadas == 1 else 'ficaram'} de fora."


def frase_da_previa(previa: PreviaDesfazer) -> str:
    """Return what taking an import back would do."""
    partes = []
    if previa.atos:
        partes.append(quantos(previa.atos, "ato será estornado", "atos serão estornados"))
    if previa.cadastros:
        partes.append(quantos(previa.cadastros, "cadastro voltará ao que era", "cadastros voltarão ao que eram"))
    if not partes:
        return "Nada desta importação está em vigor: não há o que desfazer."
    junto = " e ".join(partes)
    return f"{junto}, em uma só operação. O livro guarda a importação e o estorno: nada é apagado."


def frase_do_arquivo(lido: ArquivoLido) -> str:
    """Return what a file is: "CSV · 1,2 MB · 10.000 linhas · 14 colunas"."""
    partes = (
        lido.formato.upper(), tamanho(lido.tamanho), quantos(lido.linhas, "linha", "linhas"),
        quantos(len(lido.cabecalho), "coluna", "colunas"),
    )  # fmt: skip
    return " · ".join(partes)


def campos_pedidos(especie: EspecieImportacao) -> str:
    """Return the fields that a kind asks for, and how many others it takes."""
    pede = [campo.rotulo for campo in especie.campos if campo.obrigatorio]
    mais = len(especie.campos) - len(pede)
    frases = [f"Precisa de: {', '.join(pede)}."] if pede else []
    if mais:
        frases.append(f"Aceita mais {quantos(mais, 'dado', 'dados')}.")
    return " ".join(frases)


def campos_aceitos(especie: EspecieImportacao) -> str:
    """Return every field that a kind takes."""
    return ", ".join(campo.rotulo for campo in especie.campos)


def nome_da_coluna(cabecalho: Sequence[str], posicao: int) -> str:
    """Return the header of a column, or its letter in the spreadsheet when it has none."""
    if cabecalho[posicao].strip():
        return cabecalho[posicao].strip()
    return f"Coluna {letras(posicao + 1)}"


_DESTINOS: Final = {
    "cargos": ("cargos", "Cargos e vagas"),
    "vagas": ("cargos", "Cargos e vagas"),
    "concursos": ("concursos", "Concursos"),
    "calendario": ("calendario", "Calendário"),
}


def destino(especie: str) -> tuple[str, str]:
    """Return the screen (key, words) where what a kind of import brings is seen."""
    return _DESTINOS.get(especie, ("servidores", "Servidores"))
