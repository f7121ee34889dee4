"""From the words of one act to a proposta: what it means, what is missing, what is to be doubted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from . import diario_oficial_campos as campos
from .diario_oficial_campos import Achado, Achados
from .diario_oficial_pessoas import ler_cargo, ler_pessoa, ler_terceiros, nome_em
from .diario_oficial_sentidos import Sentido, sentido, tipo_referido
from .diario_oficial_tabelas import Celula, Registro, data_da_celula, eh_publicacao
from .diario_oficial_texto import Corrido
from .diario_oficial_tipos import AtoReferido, Campo, Proposta

_A_PEDIDO: Final = re.compile(r"\ba pedido\b|\bpor solicitacao propria\b")
_LACUNA: Final = re.compile(r"<[A-Za-z][A-Za-z0-9_ .-]{2,60}>|_{4,}|\bX{4,}\b|\{[A-Za-z_]{3,40}\}|\[[A-Z_]{4,40}\]")
_DESFAZ: Final = frozenset({"tornar sem efeito", "cessar o efeito", "retificar", "revogar", "anular", "republicar"})
_DURAM: Final = frozenset({"afastamento", "readaptacao", "substituicao", "designacao", "mandato_sindical", "averbacao"})
_SEM_MATRICULA: Final = frozenset({"nomear"})
_COTAS: Final = (
    ("pcd", re.compile(r"\bdeficien|\bpcd\b|\bpne\b")),
    ("negros", re.compile(r"\bnegr[oa]|\bracia|\bafrodescend|\bpret[oa]s?\b|\bpard[oa]")),
    ("ampla", re.compile(r"\bampla\b|\bgeral\b")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lida:
    """A wording read: its data in the positions of its own text, its sense, and the doubts so far."""

    achados: Achados
    verbo: str
    sentido: Sentido


def ler_ato(corrido: Corrido, verbo: str, depois: int) -> Lida:
    """Return an act read from its own text; ``depois`` is where the verb ends."""
    a = campos.comecar(corrido)
    pedido = _A_PEDIDO.search(a.chave)
    if pedido is not None:
        a.guardar("a_pedido", True, *pedido.span())
    if verbo in _DESFAZ:
        campos.ler_referido(a, verbo)
    ler_terceiros(a, verbo)
    campos.ler_numeros(a)
    quer_dizer = sentido(
        verbo, corrido.chave, referido=a.referido, a_pedido=pedido is not None, simbolo=a.valor("simbolo")
    )
    campos.ler_prazos(a, por_periodo=quer_dizer.tipo in _DURAM)
    ler_pessoa(a, depois)
    ler_cargo(a, verbo, quer_dizer.tipo)
    a.duvidas += quer_dizer.duvidas
    for lacuna in _LACUNA.finditer(corrido.mostra):
        a.guardar("lacuna", lacuna[0], *lacuna.span(), 0.1)
    return Lida(achados=a, verbo=verbo, sentido=quer_dizer)


def cota_em(chave: str) -> str | None:
    """Return which list of a concurso a heading names, as in ``estatuto.reservas.Modalidade``."""
    return next((nome for nome, expressao in _COTAS if expressao.search(chave)), None)


def proposta(texto: str, lida: Lida, *, papel: int, ordem: int) -> Proposta:
    """Return the proposta of an act read from a paragraph."""
    a = lida.achados
    inicio, fim = a.corrido.original(0, len(a.corrido.mostra))
    lugares = {nome: (*a.corrido.original(c.inicio, c.fim), c) for nome, c in a.campos.items() if c.fim > c.inicio}
    outros = _outras_pessoas(a)
    duvidas = list(a.duvidas)
    if outros:
        duvidas.append(f"O texto nomeia mais de uma pessoa: também {', '.join(outros)}; registre um ato para cada uma.")
    return montar(texto, lida, papel=papel, ordem=ordem, inicio=inicio, fim=fim, lugares=lugares, duvidas=duvidas)


def _outras_pessoas(a: Achados) -> list[str]:
    """Return who else is named after the person, where names alone are in capitals."""
    nome = a.campos.get("nome")
    if nome is None or not re.search(r"[a-zà-ÿ]{2}", a.corrido.mostra):
        return []
    outros: list[str] = []
    fim = nome.fim
    while len(outros) < 20 and (achado := nome_em(a, fim, len(a.chave))) is not None:
        if achado[0] != nome.valor:
            outros.append(achado[0])
        fim = achado[2]
    return outros


Lugares = Mapping[str, tuple[int, int, Achado]]


def montar(
    texto: str, lida: Lida, *, papel: int, ordem: int, inicio: int, fim: int, lugares: Lugares, duvidas: list[str]
) -> Proposta:
    """Return a proposta with its data placed, what is missing named, and how far it can be trusted."""
    valores = {nome: achado.valor for nome, (_, _, achado) in lugares.items()}
    lacuna = valores.pop("lacuna", None)
    bruto = valores.pop("ato_referido", None)
    referido = None
    if bruto is not None:
        de, ate, _ = lugares["ato_referido"]
        palavras = lida.achados.referido
        qual = tipo_referido(palavras)
        # "a exoneração de X" alone does not tell which of the three it was.
        certo = qual != "exoneracao_de_oficio" or "oficio" in palavras
        referido = AtoReferido(**bruto, tipo=qual if certo else None, inicio=de, fim=ate)
    valores = {nome: valor for nome, valor in valores.items() if nome in _CAMPOS}
    if lida.sentido.motivo is not None:
        valores["motivo"] = lida.sentido.motivo
    tipo = lida.sentido.tipo
    faltas = _faltas(valores, lida.verbo, tipo, referido)
    if lacuna is not None:
        faltas.append(f"o que o texto deixou sem preencher ({lacuna})")
    if lida.verbo in _SEM_MATRICULA and "nome" in valores and not ("matricula" in valores or "cpf" in valores):
        duvidas = [*duvidas, "Sem matrícula nem CPF: pode haver homônimos; o nome não basta para dizer quem é."]
    certeza = [lugares[n][2].confianca for n in _QUE_DECIDEM if n in lugares]
    confianca = min(certeza, default=0.5) * 0.85 ** len(faltas) * 0.93 ** len(duvidas) * (1.0 if tipo else 0.7)
    return Proposta(
        ordem=ordem,
        papel=papel,
        inicio=inicio,
        fim=fim,
        texto=texto[inicio:fim],
        verbo=lida.verbo,
        tipo=tipo,
        alternativas=lida.sentido.alternativas,
        ato_referido=referido,
        carater=_carater(valores),
        campos=tuple(
            Campo(nome=n, valor=_escrito(c.valor), inicio=de, fim=ate, confianca=c.confianca)
            for n, (de, ate, c) in lugares.items()
        ),
        faltas=tuple(faltas),
        duvidas=tuple(dict.fromkeys(duvidas)),
        confianca=round(confianca, 3),
        situacao="incompleta" if faltas else "lida",
        **valores,
    )


_QUE_DECIDEM: Final = ("nome", "matricula", "cargo", "simbolo", "ato_referido")
_CAMPOS: Final = frozenset(
    [
        "nome",
        "matricula",
        "cpf",
        "cargo",
        "simbolo",
        "lotacao",
        "unidades",
        "secretaria",
        "cargo_de_origem",
        "classe",
        "a_pedido",
        "data_efeito",
        "efeito_na_publicacao",
        "inicio_periodo",
        "fim_periodo",
        "sem_fim",
        "dias",
        "processo",
        "edital",
        "classificacao",
        "cota",
        "titular",
        "ultimo_ocupante",
        "onde_se_le",
        "leia_se",
    ]
)


def _escrito(valor: Any) -> str:
    if isinstance(valor, date):
        return valor.isoformat()
    if isinstance(valor, bool):
        return "sim" if valor else "não"
    if isinstance(valor, tuple):
        return "; ".join(valor)
    if isinstance(valor, dict):
        return " ".join(str(v) for v in valor.values() if v is not None)
    return str(valor)


def _carater(valores: Mapping[str, Any]) -> str | None:
    simbolo = valores.get("simbolo")
    if simbolo is not None and str(simbolo).startswith(("DAS", "DAI")):
        return "temporario"
    return "permanente" if valores.get("edital") or valores.get("classificacao") else None


def _faltas(valores: Mapping[str, Any], verbo: str, tipo: str | None, referido: AtoReferido | None) -> list[str]:
    """Return what the act cannot do without and the text does not say."""
    faltas = []
    if "nome" not in valores:
        faltas.append("o nome")
    if "matricula" not in valores and "cpf" not in valores and verbo not in _SEM_MATRICULA:
        faltas.append("a matrícula ou o CPF")
    if "cargo" not in valores and tipo in ("nomeacao", "aproveitamento", "designacao", "substituicao"):
        faltas.append("o cargo ou a função")
    if tipo == "substituicao" and "titular" not in valores:
        faltas.append("quem é substituído")
    if tipo in ("afastamento", "mandato_sindical", "averbacao"):
        if tipo == "afastamento" and "motivo" not in valores:
            faltas.append("o motivo do afastamento")
        if not ("inicio_periodo" in valores or "data_efeito" in valores or valores.get("motivo") == "a_disposicao"):
            faltas.append("o primeiro dia do período")
        if tipo != "afastamento" and "fim_periodo" not in valores:
            faltas.append("o último dia do período")
    if tipo in ("remocao", "relotacao", "permuta") and "lotacao" not in valores and "secretaria" not in valores:
        faltas.append("a unidade de destino")
    if tipo == "promocao" and "classe" not in valores:
        faltas.append("a classe")
    if verbo in _DESFAZ and not (
        referido and (referido.numero or referido.data or referido.doe_data or referido.doe_numero)
    ):
        faltas.append("o número ou a data do ato a que se refere")
    if verbo == "retificar" and "leia_se" not in valores:
        faltas.append("o que passa a constar (“leia-se”)")
    return faltas


def proposta_da_linha(texto: str, lida: Lida, registro: Registro, *, papel: int, ordem: int) -> Proposta:
    """Return the proposta of a row: its cells, and what the sentence over the table says for all."""
    linha = campos.comecar(Corrido("", lida.achados.corrido.posicoes[:0], frozenset(), frozenset()))
    lugares: dict[str, tuple[int, int, Achado]] = {}
    na_publicacao = False
    for nome, celula in registro.celulas.items():
        if nome in ("inicio_periodo", "fim_periodo", "data_efeito"):
            if eh_publicacao(celula):
                na_publicacao = True
                linha.guardar("efeito_na_publicacao", True, 0, 1)
                lugares["efeito_na_publicacao"] = (celula.inicio, celula.fim, linha.campos["efeito_na_publicacao"])
                continue
            dia, sem_fim, erro = data_da_celula(celula)
            if erro is not None:
                linha.duvidas.append(erro)
            campo, valor = ("sem_fim", True) if sem_fim else (nome, dia)
            linha.guardar(campo, valor, 0, 1)
        else:
            campo = nome
            _guardar_celula(linha, nome, celula)
        if campo in linha.campos:
            lugares[campo] = (celula.inicio, celula.fim, linha.campos[campo])
    campos.conferir_dias(linha)
    if registro.duvidosa:
        # Which words are of which column is a guess.
        lugares = {n: (de, ate, replace(c, confianca=min(c.confianca, 0.6))) for n, (de, ate, c) in lugares.items()}
    for nome, achado in lida.achados.campos.items():
        if (
            nome not in lugares
            and nome not in ("nome", "matricula", "cpf", "classificacao")
            and achado.fim > achado.inicio
        ):
            lugares[nome] = (*lida.achados.corrido.original(achado.inicio, achado.fim), achado)
    duvidas = [*lida.achados.duvidas, *linha.duvidas]
    if registro.sobras:
        soltas = ", ".join(f"“{c.mostra}”" for c in registro.sobras[:4])
        duvidas.append(f"Há na linha da tabela o que não coube em nenhuma coluna: {soltas}.")
    elif registro.duvidosa:
        duvidas.append("A linha da tabela não tem tantas células quanto as colunas; confira o que ficou em cada uma.")
    if na_publicacao:
        duvidas.append(
            "Onde devia haver uma data o papel diz “Data da Publicação”; use o dia em que ele foi publicado."
        )
    return montar(
        texto,
        lida,
        papel=papel,
        ordem=ordem,
        inicio=registro.inicio,
        fim=registro.fim,
        lugares=lugares,
        duvidas=duvidas,
    )


def _guardar_celula(linha: Achados, nome: str, celula: Celula) -> None:
    if nome == "matricula":
        campos.guardar_matricula(linha, celula.chave, 0, 1)
    elif nome == "dias":
        linha.guardar("dias", int(celula.chave), 0, 1)
    elif nome == "cpf":
        linha.guardar("cpf", re.sub(r"[.\-]", "", celula.chave) if "*" not in celula.chave else celula.mostra, 0, 1)
    elif nome == "simbolo":
        linha.guardar("simbolo", celula.mostra.upper(), 0, 1)
    elif nome == "lotacao":
        linha.guardar("lotacao", celula.mostra, 0, 1, 0.95)
        linha.guardar("unidades", (celula.mostra,), 0, 1, 0.95)
    else:
        linha.guardar(nome, celula.mostra, 0, 1, 0.95)
