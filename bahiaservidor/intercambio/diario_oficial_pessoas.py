"""Who an act is about, in which cargo and where: names and units have commas, and others are named in passing."""

from __future__ import annotations

import re
from typing import Final

from bahiaservidor.estatuto.formatos.nomes import normalizar

from .diario_oficial_campos import MATRICULA, NADA, Achados
from .diario_oficial_datas import DIA
from .diario_oficial_texto import dobrar

_MAIUSCULA: Final = "A-ZÀ-ÖØ-Þ"
_PALAVRA: Final = rf"[{_MAIUSCULA}][{_MAIUSCULA}'’‘`´\-]*\.?"
_NOME_MAIUSCULO: Final = re.compile(rf"(?<![\w-]){_PALAVRA}(?: (?:(?:d[aeo]s?|e|d['’]) ?)?{_PALAVRA}){{1,14}}(?![\w-])")
_CAPITAL: Final = rf"[{_MAIUSCULA}][\wÀ-ÿ'’\-]+\.?"
_NOME_MISTO: Final = re.compile(rf"{_CAPITAL}(?: (?:(?:d[aeo]s?|e|d['’]) )?{_CAPITAL}){{1,14}}")
_ANTES_DO_NOME: Final = re.compile(
    r"(?:\bservidora?s?(?:\(a\))?|\bcandidat[oa]s?(?:\(a\))?|\bsenhora?|\bsr\.?a?\.?|\bprofessora?"
    r"|\bempregad[oa]|\bex-servidora?|\bdr\.?a?\.?)\s*,?\s+(?:o |a )?(?=[^\W\d])"
)
_CORTE: Final = re.compile(
    r"\s(?:matricula|cpf|cadastro|rg|ocupante|titular|para|do cargo|da funcao|no cargo|ao cargo|a partir"
    r"|classe|simbolo|portador\w*|inscrit\w+|nos termos|conforme|candidat\w+|aprovad\w+)\b.*"
)
_NAO_E_NOME: Final = frozenset(
    [
        "a",
        "o",
        "os",
        "as",
        "ao",
        "aos",
        "servidor",
        "servidora",
        "servidores",
        "candidato",
        "candidata",
        "candidatos",
        "abaixo",
        "pedido",
        "oficio",
        "de",
        "ex",
        "officio",
        "e",
        "sr",
        "sra",
        "exonerado",
        "exonerada",
        "nomeado",
        "nomeada",
    ]
)
PALAVRA_DE_COISA: Final = re.compile(
    r"(?:diario|estado|governo|secretaria|portaria|decreto|licenca|grat|gratificacao|tribunal|lei|constituicao"
    r"|processo|sei|edital|casa|poder|universidade"
    r"|departamento|diretoria|coordenacao|polici?a (?:civil|militar|tecnica)|palacio|quadro|art|doe"
    r"|bahia|colegio|superintendencia|gabinete|instituto|inss|concurso|resolve)\b"
)
_NAO_COMECA: Final = re.compile(
    r"(?:para|matricula|n[oa]s?|d[oae]s?|cargo|funcao|por|com|em|cpf|cadastro|simbolo|classe)\b"
)
_DENTRO: Final = re.compile(r"\s(?:ao?s?|d[aoe])\s(?=\w)")
_OCUPANTE: Final = re.compile(
    r"(?P<antes>,?\s*(?:em |na |de )?(?:vagas? |cargo )?(?:vag[oa]s? )?(?:(?:decorrentes?|originad[oa]"
    r"|abert[oa]|oriund[oa]|resultantes?)\s+d[aoe]\s?|em (?:decorrencia|virtude|razao|funcao) d[aoe]\s?"
    r"|por )"
    r"(?:vacancia|exoneracao|aposentadoria|falecimento|demissao|dispensa|vaga|remocao|desistencia|promocao)\b"
    r"(?:[^.;]{0,60}?\b(?:anteriormente )?ocupad[oa])?)"
    r"|(?P<ocupado>,?\s*(?:que era )?(?:anteriormente|antes|ate entao)\s*,?\s*(?:ocupad|exercid|titularizad)[oa])"
    r"|(?P<vago>,?\s*vag[oa] (?:com|pel[oa]|desde|por)\b)"
)
_HA_OCUPANTE: Final = re.compile(r"vag[oa]|ocupad|exercid|titulariz|decorr|virtude|razao|funcao d")
_FIM_DA_VAGA: Final = re.compile(
    rf"[.;](?=\s|$)|,\s*(?=a partir|a contar|com efeitos?|conforme|nos termos|processo|no periodo|{DIA}"
    rf"|d[oa]s? (?:estrutura|secretaria)|simbolo)"
)
_SUBSTITUI: Final = re.compile(
    r"\b(?:em substituicao (?:a[os]?|de|d[oa])|para substituir|substituindo|substituir)\b\s*(?:o |a )?(?:titular"
    r"|servidora?)?\s*,?\s*"
)
_TITULAR: Final = re.compile(r"\b(?:d[oa]|seu) titular,?\s+")
_CARGO: Final = re.compile(
    r"\b(?P<antes>ocupante d[eo] |titular d[eo] |ocupante da |detentora? d[oe] )?(?:cargos?|funcao|funcoes|emprego)\b"
    r"(?:,? (?:em comissao|de provimento (?:temporario|permanente|efetivo|em comissao)|permanente|temporario"
    r"|efetivo|publico|gratificad[oa]|comissionad[oa]|de confianca))*"
    r"(?:,?\s*(?:de|da|do)\s+|\s*:\s*)"
)
_FIM_DO_CARGO: Final = re.compile(
    rf"[;:({NADA}{DIA}\"]|\.(?=\s|$)|,|\s(?:simbolo|matricula|cpf|classe|nivel|referencia|padrao|d[oa]s? quadros?"
    rf"|por nao|a partir|a contar|em vaga|conforme|em virtude|nos termos|no periodo|para o|para a|vag[oa])\b"
    r"|\s(?:das|dai)\s?-?\s?\d"
)
_CLAUSULA: Final = re.compile(
    rf"[;:({NADA}{DIA}\"]|\.(?=\s|$)|\s(?:a partir|a contar|em vaga|conforme|em virtude|nos termos|no periodo"
    rf"|com efeitos?|em substituicao|para(?! (?:o )?desenvolvimento)|por|durante|ate|matricula|simbolo"
    rf"|pelo|sem onus|com onus|vag[oa]|ficando|classe|anteriormente|processo|em razao|em decorrencia)\b"
)
_LIGA: Final = re.compile(
    r"\s*,?\s*(?P<prep>(?:(?:d|n|pel)[oa]s?|junto [ao]{1,2}|em exercicio n[oa]|lotad[oa] n[oa]|com lotacao n[oa])\s+)"
    r"(?:estrutura d[oa]\s+"
    r"|quadro (?:de pessoal )?d[oa]\s+)*"
)
_UNIDADE: Final = re.compile(
    r"(?:diretoria|coordenacao|secretaria|gabinete|departamento|superintendencia|assessoria|policia|casa|unidade"
    r"|delegacia|hospital|colegio|escola|universidade|instituto|fundacao)\b"
)
_SECRETARIA: Final = re.compile(
    r"(?:secretaria (?:d[aeo]s? |extraordinaria|geral)|casa (?:civil|militar)\b|procuradoria geral do estado"
    r"|gabinete do governador)"
)
_SECRETARIA_DENTRO: Final = re.compile(r",?\s+(?:d[oa] estrutura )?da (?=secretaria d[aeo]s? )")
_ORIGEM: Final = re.compile(rf"\s*,\s*(?:o |a )?([^,;.:({NADA}{DIA}]+)")
_DESTINO: Final = re.compile(r"\b(?:para|com destino a|pela|pelo|junto a)\s+(?:a|o|ao)?\s*(?=[a-z])")
_COM_CARGO_PROPRIO: Final = frozenset(
    {
        "remover",
        "relotar",
        "readaptar",
        "conceder",
        "redistribuir",
        "colocar à disposição",
        "autorizar",
        "ceder",
        "averbar",
        "suspender",
        "transferir",
        "promover",
        "progredir",
    }
)
_PARA_ONDE: Final = frozenset({"remover", "relotar", "redistribuir", "transferir"})
_MAIS_NOME: Final = 100


def ler_terceiros(a: Achados, verbo: str) -> None:
    """Read who had the post and who is substituted, and take them out of the way: the act is not about them."""
    if verbo == "declarar vacância":
        return
    for achado in _OCUPANTE.finditer(a.chave) if _HA_OCUPANTE.search(a.chave) else ():
        fim = _FIM_DA_VAGA.search(a.chave, achado.end())
        ate = fim.start() if fim else len(a.chave)
        nome = nome_em(a, achado.end(), ate, misto=True)
        if nome is not None:
            a.guardar("ultimo_ocupante", nome[0], nome[1], nome[2], 0.85)
        if nome is None and achado["antes"] is None:
            continue
        a.tapar(achado.start(), ate)
        break
    if verbo not in ("designar", "nomear", "considerar"):
        return
    for substituto in (_SUBSTITUI.search(a.chave), _TITULAR.search(a.chave)):
        if substituto is None:
            continue
        nome = nome_em(a, substituto.end(), min(len(a.chave), substituto.end() + 160), misto=True)
        if nome is not None and nome[1] - substituto.end() < 30:
            a.guardar("titular", nome[0], nome[1], nome[2], 0.9)
            fim_nome = nome[2]
            matricula = MATRICULA.search(a.chave, fim_nome, fim_nome + 40)
            a.tapar(substituto.start(), matricula.end() if matricula else fim_nome)


def nome_em(a: Achados, inicio: int, fim: int, *, misto: bool = False) -> tuple[str, int, int] | None:
    """Return the first name of a person in a stretch, and where it is."""
    mostra = a.corrido.mostra
    posicao = inicio
    while posicao < fim:
        achado = _NOME_MAIUSCULO.search(mostra, posicao, fim)
        if achado is None:
            break
        limpo = _limpar_nome(a, *achado.span())
        if limpo is not None:
            return limpo
        # All in capitals, "LICENÇA PRÊMIO A FULANO": the name is after the small word.
        dentro = _DENTRO.search(a.chave, achado.start(), achado.end())
        posicao = dentro.end() if dentro is not None else achado.end()
    if not misto:
        return None
    for achado in _NOME_MISTO.finditer(mostra, inicio, fim):
        limpo = _limpar_nome(a, *achado.span())
        if limpo is not None:
            return limpo
    return None


def _limpar_nome(a: Achados, inicio: int, fim: int) -> tuple[str, int, int] | None:
    """Return a run of capitals without the words around a name; None when it is no name, or was read already."""
    chave = a.chave[inicio:fim]
    if NADA in chave or DIA in chave:
        return None
    while True:
        primeira = chave.split(" ", 1)[0].strip("().,")
        if primeira not in _NAO_E_NOME or " " not in chave:
            break
        salto = len(chave.split(" ", 1)[0]) + 1
        inicio, chave = inicio + salto, chave[salto:]
    corte = _CORTE.search(chave)
    if corte is not None:
        fim = inicio + corte.start()
    texto = a.corrido.mostra[inicio:fim].rstrip(" .,-")
    fim = inicio + len(texto)
    dobrado = dobrar(texto)
    if (
        len(texto) < 5
        or len(texto) > _MAIS_NOME
        or " " not in texto
        or PALAVRA_DE_COISA.match(dobrado)
        or _NAO_COMECA.match(dobrado)
    ):
        return None
    return normalizar(texto), inicio, fim


def ler_pessoa(a: Achados, depois: int) -> None:
    """Read the name: in capitals, or after "servidor(a)", or before the matrícula."""
    nome = nome_em(a, depois, len(a.chave))
    if nome is not None:
        a.guardar("nome", *nome, 0.97)
        return
    for achado in _ANTES_DO_NOME.finditer(a.chave, depois):
        misto = _NOME_MISTO.match(a.corrido.mostra, achado.end())
        limpo = _limpar_nome(a, *misto.span()) if misto is not None else None
        if limpo is not None:
            a.guardar("nome", *limpo, 0.85)
            return
    matricula = a.campos.get("matricula") or a.campos.get("cpf")
    limite = matricula.inicio if matricula is not None else min(len(a.chave), depois + 120)
    misto = _NOME_MISTO.search(a.corrido.mostra, depois, limite)
    limpo = _limpar_nome(a, *misto.span()) if misto is not None else None
    if limpo is not None and (matricula is not None or limpo[1] - depois < 20):
        a.guardar("nome", *limpo, 0.7)


def ler_cargo(a: Achados, verbo: str, tipo: str | None) -> None:
    """Read the cargo the act is about, the one the person already holds, and where it is."""
    fim_do_cargo = -1
    for achado in _CARGO.finditer(a.chave):
        lugar = _fim_do_cargo(a, achado.end())
        texto = normalizar(a.corrido.mostra[achado.end() : lugar]).strip(" ,.-")
        nome = a.campos.get("nome")
        if nome is not None and achado.end() <= nome.inicio < lugar:
            continue
        if a.chave[achado.end() - 2] != "e" and _UNIDADE.match(a.chave, achado.end()):
            # "dos cargos em comissão da Diretoria X": where they are, and not which.
            _ler_cadeia(a, achado.end() - 3, solta=False)
            continue
        if len(texto) < 3 or NADA in a.chave[achado.start() : lugar] or len(texto) > 160:
            continue
        fim = achado.end() + len(a.corrido.mostra[achado.end() : lugar].rstrip(" ,.-"))
        if achado["antes"] or (verbo in _COM_CARGO_PROPRIO and tipo != "aposentadoria"):
            a.guardar("cargo_de_origem", texto, achado.end(), fim, 0.95)
        elif "cargo" not in a.campos:
            a.guardar("cargo", texto, achado.end(), fim, 0.95)
            fim_do_cargo = fim
    ler_origem(a)
    _ler_lotacao(a, verbo, fim_do_cargo)


def _fim_do_cargo(a: Achados, inicio: int) -> int:
    """Return where the name of a cargo ends; a comma is of it before a capital, while the symbol is still to come."""
    posicao = inicio
    simbolo = a.campos.get("simbolo")
    while True:
        achado = _FIM_DO_CARGO.search(a.chave, posicao, inicio + 200)
        if achado is None:
            return min(len(a.chave), inicio + 200)
        if achado[0] != ",":
            return achado.start()
        depois = a.corrido.mostra[achado.end() : achado.end() + 2].strip()
        if (
            simbolo is None
            or simbolo.inicio < achado.end()
            or not depois[:1].isupper()
            or a.chave.startswith(("classe", "nivel"), achado.end() + 1)
        ):
            return achado.start()
        if NADA in a.chave[achado.end() : simbolo.inicio] or simbolo.inicio - inicio > 140:
            return achado.start()
        posicao = achado.end()


def ler_origem(a: Achados) -> None:
    """Read the cargo written right after the name or the matrícula: ", Delegada de Polícia Civil, Classe I,"."""
    nome, matricula = a.campos.get("nome"), a.campos.get("matricula")
    if "cargo_de_origem" in a.campos or nome is None:
        return
    for fim in (nome.fim, matricula.fim if matricula else -1):
        achado = _ORIGEM.match(a.chave, fim) if fim >= 0 else None
        if achado is None:
            continue
        inicio, ate = achado.span(1)
        corte = _FIM_DO_CARGO.search(a.chave, inicio, ate)
        ate = corte.start() if corte else ate
        texto = a.corrido.mostra[inicio:ate].rstrip(" ,.-")
        if len(texto) > 2 and texto[0].isupper() and not _NAO_ORIGEM.match(a.chave[inicio:ate]):
            a.guardar("cargo_de_origem", normalizar(texto), inicio, inicio + len(texto), 0.85)
            return


_NAO_ORIGEM: Final = re.compile(
    r"(?:classe|nivel|matricula|cpf|cadastro|rg|d[oa]s?|n[oa]s?|para|candidat|classificad|aprovad|processo"
    r"|em|ao?|com|por|inscri)\b"
)


def _ler_lotacao(a: Achados, verbo: str, fim_do_cargo: int) -> None:
    marcos = [a.campos[n].fim for n in ("simbolo", "classe") if n in a.campos and a.campos[n].fim > fim_do_cargo >= 0]
    comecos = [fim_do_cargo, *marcos] if fim_do_cargo >= 0 else []
    if verbo in _PARA_ONDE:
        destinos = [m.end() for m in _DESTINO.finditer(a.chave)]
        comecos = [*comecos, *destinos]
    comecos += [a.campos[n].fim for n in ("matricula", "cargo_de_origem", "classe", "nome") if n in a.campos]
    if (
        verbo == "designar"
        and fim_do_cargo < 0
        and (pela := re.search(r"\bresponder pel[oa] (?:expediente d[oa] )?", a.chave))
    ):
        comecos.insert(0, pela.end())
    if verbo in _PARA_ONDE:
        comecos = [*(m.end() for m in _DESTINO.finditer(a.chave)), *comecos]
    for comeco in comecos:
        if _ler_cadeia(a, comeco, solta=verbo in _PARA_ONDE or verbo == "designar"):
            return


def _ler_cadeia(a: Achados, comeco: int, *, solta: bool) -> bool:
    """Read units from a position: "do Departamento X, da Polícia Y, da estrutura da Secretaria Z"."""
    si = re.compile(r"\s*\(si\)").match(a.chave, comeco)
    posicao = si.end() if si else comeco
    partes: list[tuple[int, int]] = []
    mostra = a.corrido.mostra
    liga = _LIGA.match(a.chave, posicao)
    if liga is None and not (
        solta and mostra[posicao : posicao + 1].isupper() and a.chave[posicao - 1 : posicao] == " "
    ):
        return False
    inicio = liga.end() if liga else posicao
    if not mostra[inicio : inicio + 1].isupper():
        return False
    while True:
        fim = _fim_da_unidade(a, inicio)
        partes.append((inicio, fim))
        if len(partes) > 12 or a.chave[fim : fim + 1] != ",":
            break
        liga = _LIGA.match(a.chave, fim)
        if liga is None or not mostra[liga.end() : liga.end() + 1].isupper():
            break
        inicio = liga.end()
    return _guardar_unidades(a, _separar_secretaria(a, partes))


def _fim_da_unidade(a: Achados, inicio: int) -> int:
    """Return where the name of a unit ends; a comma before a capital ("Planejamento, Administração") is of it."""
    posicao = inicio
    while True:
        virgula = a.chave.find(",", posicao)
        clausula = _CLAUSULA.search(a.chave, posicao)
        fim = clausula.start() if clausula else len(a.chave)
        if virgula < 0 or fim < virgula:
            return fim
        depois = a.corrido.mostra[virgula + 1 : virgula + 4].lstrip()
        if not depois[:1].isupper() or _NAO_UNIDADE.match(a.chave, virgula + 1) or virgula - inicio > 200:
            return virgula
        posicao = virgula + 1


_NAO_UNIDADE: Final = re.compile(r"\s*(?:d[oa]s? |n[oa]s? |matricula|simbolo|classe|cpf|processo|conforme)")


def _separar_secretaria(a: Achados, partes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    prontas: list[tuple[int, int]] = []
    for inicio, fim in partes:
        dentro = _SECRETARIA_DENTRO.search(a.chave, inicio, fim)
        if dentro is not None:
            prontas += [(inicio, dentro.start()), (dentro.end(), fim)]
        else:
            prontas.append((inicio, fim))
    return prontas


def _guardar_unidades(a: Achados, partes: list[tuple[int, int]]) -> bool:
    mostra = a.corrido.mostra
    partes = [(i, i + len(mostra[i:f].rstrip(" .,-"))) for i, f in partes]
    partes = [(i, f) for i, f in partes if f - i > 2]
    if not partes:
        return False
    secretaria = next((n for n, (i, _) in enumerate(partes) if _SECRETARIA.match(a.chave, i)), None)
    if secretaria is not None:
        i, f = partes[secretaria]
        a.guardar("secretaria", normalizar(mostra[i:f]), i, f, 0.95)
        partes = partes[:secretaria]
    if partes:
        i, f = partes[0][0], partes[-1][1]
        a.guardar("lotacao", normalizar(mostra[i:f]), i, f, 0.92)
        a.guardar("unidades", tuple(normalizar(mostra[x:y]) for x, y in partes), i, f, 0.9)
    return True
