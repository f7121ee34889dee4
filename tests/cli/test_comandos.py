"""Each command does what it says, in words and in JSON."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from bahiaservidor import __version__, montagem
from bahiaservidor.__main__ import main as iniciar
from bahiaservidor.estatuto.atos.catalogo import POR_TIPO
from bahiaservidor.estatuto.formatos import matricula
from bahiaservidor.servicos import simulacao

from .base import Executar
from .conftest import EM

CASO = {"id": "c", "em": "2026-01-10", "atos": [{"ato": "nomeacao", "publicacao": "2026-01-05"}]}
ESTADOS = {"suspenso", "aberto", "zona_cinzenta", "vencido", "cumprido", "cumprido_fora_do_prazo", "prejudicado"}


def arquivo_de_casos(pasta: Path, *casos: Mapping[str, object]) -> Path:
    caminho = pasta / "casos.json"
    caminho.write_text(json.dumps({"formato": 1, "casos": casos}), encoding="utf-8")
    return caminho


# ---------------------------------------------------------------- help and usage


COMANDOS = (
    "simular", "demo", "verificar", "servidores", "prazos", "calcular", "termo-posse", "relatorio-trimestral",
    "reforma", "contradicoes", "consulta", "agenda", "processo", "minuta",
)  # fmt: skip


def test_ajuda_geral_lista_os_comandos(executar: Executar) -> None:
    execucao = executar("--help")
    assert execucao.situacao == 0
    assert all(f"\n    {comando}" in execucao.saida for comando in COMANDOS)


@pytest.mark.parametrize("comando", ["", *COMANDOS])
def test_toda_ajuda_e_em_portugues(comando: str, executar: Executar) -> None:
    execucao = executar(*filter(None, [comando]), "--help")
    assert execucao.situacao == 0
    assert execucao.saida.startswith("uso: bahiaservidor")
    ingles = ("usage", "positional", "optional", "options:", "show this", "default", "choose from")
    assert not [palavra for palavra in ingles if palavra in execucao.saida]
    if comando:
        assert "--banco" in execucao.saida
        assert "--json" in execucao.saida


def test_versao(executar: Executar) -> None:
    assert executar("--versao").saida == f"bahiaservidor {__version__}\n"


@pytest.mark.parametrize(
    ("argumentos", "frase"),
    [
        (["nada"], "O comando “nada” não existe."),
        (["simular"], "Falta informar ARQUIVO."),
        (["calcular", "posse"], "Falta informar --inicio."),
        (["calcular", "festa", "--inicio", "05/01/2026"], "a regra “festa” não existe"),
        (["calcular", "posse", "--inicio"], "A opção --inicio pede um valor."),
        (["calcular", "posse", "--inicio", "05/01/2026", "--json=sim"], "A opção --json não recebe valor."),
        (["verificar", "--rapido"], "Não existe nesse comando: --rapido."),
        (["prazos", "--estado", "aberto,feito"], "“feito” não existe; use suspenso"),
        (["prazos", "--tipo", "ferias"], "“ferias” não existe"),
        (["prazos", "--de", "02/02/2026", "--ate", "01/02/2026"], "--ate é anterior ao de --de"),
        (["relatorio-trimestral", "--ano", "2026", "--trimestre", "5", "--saida", "x"], "de 1 a 4"),
        (["demo", "--servidores", "0"], "não é um número inteiro de 1 a 300000"),
        (["demo", "--servidores", "muitos"], "não é um número inteiro"),
        (["simular", "x.json", "--apenas", ","], "falta o identificador"),
    ],
)  # fmt: skip
def test_uso_incorreto_e_uma_frase_em_portugues(argumentos: list[str], frase: str, executar: Executar) -> None:
    execucao = executar(*argumentos)
    assert execucao.situacao == 2
    assert execucao.saida == ""
    assert frase in execucao.frase


# ---------------------------------------------------------------- the window


@pytest.mark.parametrize("argumentos", [[], ["--banco", "outro.sqlite3"]])
def test_sem_comando_abre_a_janela(argumentos: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    abertos: list[Path] = []

    def abrir(caminho: Path) -> int:
        abertos.append(caminho)
        return 0

    monkeypatch.setattr("bahiaservidor.montagem.abrir_janela", abrir)
    assert iniciar(argumentos) == 0
    assert abertos == [Path("outro.sqlite3") if argumentos else tmp_path / "padrao" / "registro.sqlite3"]


def test_partida_sem_comando_nao_carrega_a_biblioteca_de_banco() -> None:
    programa = "import sys, bahiaservidor.montagem, bahiaservidor.cli; print('sqlalchemy' in sys.modules)"
    saida = subprocess.run([sys.executable, "-c", programa], capture_output=True, text=True, check=True).stdout
    assert saida == "False\n"


def test_autoverificacao() -> None:
    processo = _processo("--autoverificacao")
    saida, erros = processo.communicate()
    assert (processo.returncode, erros) == (0, b"")
    assert "tudo certo" in saida.decode("utf-8")


# ---------------------------------------------------------------- simular


def test_simular_escreve_so_json(executar: Executar, tmp_path: Path) -> None:
    execucao = executar("simular", arquivo_de_casos(tmp_path, CASO))
    assert (execucao.situacao, execucao.erros) == (0, "")
    (caso,) = execucao.json["casos"]
    assert caso["servidores"]["A"]["prazos"][0]["vence"] == "2026-02-04"
    assert not (tmp_path / "padrao").exists()


def test_simular_situacoes_de_saida(executar: Executar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A version of the program that does not know one of the acts of the format.
    conhecidos = {tipo: ato for tipo, ato in POR_TIPO.items() if tipo != "reconducao"}
    monkeypatch.setattr(simulacao, "POR_TIPO", conhecidos)
    certo = {**CASO, "espera": {"A": {"situacao": "nomeado"}}}
    errado = {**CASO, "id": "e", "espera": {"A": {"situacao": "empossado"}}}
    futuro = {**CASO, "id": "f", "atos": [{"ato": "reconducao", "publicacao": "2026-01-05"}]}
    arquivo = arquivo_de_casos(tmp_path, certo, errado, futuro)
    assert executar("simular", arquivo, "--apenas", "c", "--conferir").situacao == 0
    assert executar("simular", arquivo, "--apenas", "c,e").situacao == 0
    assert executar("simular", arquivo, "--apenas", "c,f", "--conferir").situacao == 3
    tudo = executar("simular", arquivo, "--conferir")
    assert tudo.situacao == 1
    assert tudo.frase == "e: A: situação esperada empossado, obtida nomeado"
    assert [caso["id"] for caso in tudo.json["casos"]] == ["c", "e", "f"]
    assert tudo.json["casos"][2] == {"id": "f", "nao_suportado": "reconducao"}


def test_simular_arquivo_errado_nomeia_o_campo(executar: Executar, tmp_path: Path) -> None:
    ruim = {**CASO, "atos": [{"ato": "nomeacao", "publicacao": "2026-02-30"}]}
    execucao = executar("simular", arquivo_de_casos(tmp_path, ruim))
    assert (execucao.situacao, execucao.saida) == (2, "")
    assert "“casos[0].atos[0].publicacao” deve ser uma data que exista" in execucao.frase
    motivo = {"ato": "afastamento", "inicio": "2026-01-06", "motivo": "mandato_sindical"}
    execucao = executar("simular", arquivo_de_casos(tmp_path, {**CASO, "atos": [*CASO["atos"], motivo]}))
    assert (execucao.situacao, execucao.saida) == (2, "")
    assert "“casos[0].atos[1].motivo” deve ser um destes valores: licenca_saude, " in execucao.frase
    desconhecido = executar("simular", arquivo_de_casos(tmp_path, CASO), "--apenas", "outro")
    assert (desconhecido.situacao, desconhecido.saida) == (2, "")
    assert "“outro”" in desconhecido.frase
    assert executar("simular", tmp_path / "falta.json").situacao == 2
    assert "é uma pasta" in executar("simular", tmp_path).frase


# ---------------------------------------------------------------- demo and what reads it


def test_demo_resume_o_que_fez_e_nao_enche_duas_vezes(executar: Executar, tmp_path: Path) -> None:
    banco = tmp_path / "novo.sqlite3"
    argumentos = ("demo", "--servidores", 12, "--semente", 9, "--em", "2026-11-20", "--json")
    primeira = executar("--banco", banco, *argumentos)
    assert primeira.situacao == 0
    assert primeira.json["servidores"] == 12
    assert "Servidores: 12 de 12" in primeira.erros
    segunda = executar(*argumentos, "--banco", banco)
    assert (segunda.situacao, segunda.saida) == (1, "")
    assert "já tem servidores" in segunda.frase
    assert len(executar("servidores", "--json", "--banco", banco).json) == 12


def test_servidores_em_json_tem_os_campos_combinados(executar: Executar, banco: Path) -> None:
    linhas = executar("servidores", "--em", EM, "--json", "--banco", banco).json
    assert len(linhas) == 60
    campos = {"id", "matricula", "cpf", "nome", "cargo", "unidade", "situacao"}
    assert all(set(linha) == campos for linha in linhas)
    assert any(linha["matricula"] is None for linha in linhas)


def test_servidores_acha_por_nome_sem_acento_e_por_matricula(executar: Executar, banco: Path) -> None:
    linhas = executar("servidores", "--json", "--banco", banco).json
    alvo = next(linha for linha in linhas if linha["matricula"])
    por_matricula = executar("servidores", alvo["matricula"], "--json", "--banco", banco).json
    assert alvo["id"] in [linha["id"] for linha in por_matricula]
    sobrenome = alvo["nome"].split()[-1]
    por_nome = executar("servidores", sobrenome.upper(), "--json", "--banco", banco).json
    assert alvo["id"] in [linha["id"] for linha in por_nome]
    tabela = executar("servidores", alvo["matricula"], "--banco", banco).saida
    assert tabela.startswith("id ")
    assert matricula.formatar(alvo["matricula"]) in tabela
    assert executar("servidores", "zzzzzz", "--banco", banco).saida == "Nenhum servidor encontrado.\n"


def test_prazos_filtra_por_vencimento_estado_e_tipo(executar: Executar, banco: Path) -> None:
    todos = executar("prazos", "--em", EM, "--json", "--banco", banco).json
    assert {linha["estado"] for linha in todos} <= ESTADOS
    filtro = ("--de", "01/01/2026", "--ate", "31/12/2026", "--estado", "cumprido,vencido", "--tipo", "posse,exercicio")
    linhas = executar("prazos", "--em", EM, "--json", "--banco", banco, *filtro).json
    assert linhas
    for linha in linhas:
        assert date(2026, 1, 1) <= date.fromisoformat(linha["vence"]) <= date(2026, 12, 31)
        assert linha["estado"] in ("cumprido", "vencido")
        assert linha["prazo"] in ("posse", "exercicio")
    assert executar("prazos", "--em", EM, "--banco", banco, *filtro).saida.count("\n") == len(linhas) + 2
    assert executar("prazos", "--de", "2190-01-01", "--banco", banco).saida == "Nenhum prazo encontrado.\n"


def test_prazos_dependem_do_dia_consultado(executar: Executar, banco: Path) -> None:
    abertos = ("prazos", "--estado", "aberto", "--json", "--banco", banco, "--em")
    assert len(executar(*abertos, EM).json) > len(executar(*abertos, "2100-01-01").json)


def test_verificar(executar: Executar, banco: Path) -> None:
    execucao = executar("verificar", "--json", "--banco", banco)
    assert execucao.situacao == 0
    assert execucao.json["integra"] is True
    assert execucao.json["divergencias"] == []
    assert execucao.json["vinculos"] == 60
    em_palavras = executar("verificar", "--banco", banco)
    assert "nada difere" in em_palavras.saida
    assert em_palavras.erros == ""


# ---------------------------------------------------------------- calcular


def test_calcular_sem_registro_e_com_memoria(executar: Executar, tmp_path: Path) -> None:
    execucao = executar("calcular", "posse", "--inicio", "08/01/2026", "--prorrogado", "--json")
    assert execucao.situacao == 0
    assert (execucao.json["vence"], execucao.json["vence_ultimo"]) == ("2026-03-09", "2026-03-11")
    assert any("09/03/2026" in passo for passo in execucao.json["memoria"])
    assert not (tmp_path / "padrao").exists()
    texto = executar("calcular", "posse", "--inicio", "2026-01-08", "--prorrogado").saida
    assert "Vence em 09/03/2026" in texto
    assert "11/03/2026" in texto


def test_calcular_com_municipio(executar: Executar) -> None:
    sem = executar("calcular", "dias:30", "--inicio", "25/05/2026", "--json").json
    com = executar("calcular", "dias:30", "--inicio", "25/05/2026", "--municipio", "salvador", "--json").json
    assert (sem["vence"], com["vence"]) == ("2026-06-24", "2026-06-25")


def test_calcular_avisa_do_municipio_sem_dias(executar: Executar) -> None:
    execucao = executar("calcular", "dias:30", "--inicio", "25/05/2026", "--municipio", "Salvadro", "--json")
    assert (execucao.situacao, execucao.json["vence"]) == (0, "2026-06-24")
    assert "“Salvadro” não tem dias próprios" in execucao.frase


def test_calcular_prorrogacao_que_a_lei_nao_admite_e_recusa(executar: Executar) -> None:
    execucao = executar("calcular", "exercicio", "--inicio", "05/01/2026", "--prorrogado")
    assert execucao.situacao == 1
    assert "não admite prorrogação" in execucao.frase


@pytest.mark.parametrize(
    ("ambiente", "plataforma", "esperado"),
    [
        ({}, "linux", False),
        ({"QT_QPA_PLATFORM": "xcb"}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_sabe_se_ha_tela(ambiente: dict[str, str], plataforma: str, esperado: bool) -> None:
    assert montagem.ha_tela(ambiente, plataforma) is esperado


def test_sem_tela_e_uma_frase(executar: Executar, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for nome in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(nome, raising=False)
    execucao = executar("--banco", tmp_path / "novo.sqlite3")
    assert execucao.situacao == 2
    assert execucao.frase.startswith("Esta máquina não tem tela")
    assert list(tmp_path.iterdir()) == []


# ---------------------------------------------------------------- papers


def _empossado(executar: Executar, banco: Path, *, com_matricula: bool) -> dict[str, str]:
    linhas = executar("servidores", "--em", EM, "--json", "--banco", banco).json
    return next(
        linha
        for linha in linhas
        if linha["situacao"] == "empossado" and (linha["matricula"] is not None) is com_matricula
    )


@pytest.mark.parametrize("chave", ["id", "cpf"])
def test_termo_de_posse_de_quem_ainda_nao_tem_matricula(
    chave: str, executar: Executar, banco: Path, tmp_path: Path
) -> None:
    pessoa = _empossado(executar, banco, com_matricula=False)
    destino = tmp_path / "termo.pdf"
    execucao = executar("termo-posse", pessoa[chave], "--saida", destino, "--banco", banco, "--json")
    assert execucao.situacao == 0
    assert execucao.json["bytes"] == destino.stat().st_size
    texto = "\n".join(pagina.extract_text() for pagina in PdfReader(destino).pages)
    assert pessoa["nome"] in " ".join(texto.split())


def test_o_termo_sai_numerado_e_sempre_o_mesmo(executar: Executar, banco: Path, tmp_path: Path) -> None:
    pessoa = _empossado(executar, banco, com_matricula=False)
    primeiro, segundo = tmp_path / "primeiro.pdf", tmp_path / "segundo.pdf"
    for destino in (primeiro, segundo):
        assert executar("termo-posse", pessoa["id"], "--saida", destino, "--banco", banco).situacao == 0
    assert primeiro.read_bytes() == segundo.read_bytes()
    texto = " ".join(PdfReader(primeiro).pages[0].extract_text().split())
    assert re.search(r"[Nn]º 1/20\d\d", texto)


def test_relatorio_trimestral_de_tudo_e_de_um_orgao(executar: Executar, banco: Path, tmp_path: Path) -> None:
    tudo, um = tmp_path / "tudo.pdf", tmp_path / "um.pdf"
    comum = ("relatorio-trimestral", "--ano", 2026, "--trimestre", 4, "--em", EM, "--banco", banco)
    assert executar(*comum, "--saida", tudo).situacao == 0
    assert executar(*comum, "--saida", um, "--orgao", "sesab").situacao == 0
    assert PdfReader(tudo).pages
    texto = PdfReader(um).pages[0].extract_text()
    assert "Saúde" in texto
    desconhecido = executar(*comum, "--saida", um, "--orgao", "xyz")
    assert desconhecido.situacao == 1
    assert "SESAB" in desconhecido.frase


# ---------------------------------------------------------------- the console


def _processo(*argumentos: str, **ambiente: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "bahiaservidor", *argumentos],
        env={**os.environ, **ambiente},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_saida_em_utf8_mesmo_num_console_que_nao_e() -> None:
    processo = _processo("prazos", "--de", "31/02/2026", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    saida, erros = processo.communicate()
    assert processo.returncode == 2
    assert saida == b""
    assert "“31/02/2026” não existe" in erros.decode("utf-8")


def test_quem_le_pode_parar_no_meio(banco: Path) -> None:
    processo = _processo("prazos", "--json", "--banco", str(banco))
    assert processo.stdout is not None
    assert processo.stderr is not None
    assert processo.stdout.read(1) == b"["
    processo.stdout.close()
    erros = processo.stderr.read()
    processo.stderr.close()
    assert processo.wait() == 0
    assert erros == b""


def test_defeito_do_programa_e_uma_frase_sem_rastro(executar: Executar, monkeypatch: pytest.MonkeyPatch) -> None:
    def falhar(*_: object, **__: object) -> None:
        raise KeyError("segredo")

    monkeypatch.setattr("bahiaservidor.servicos.calculadora.calcular", falhar)
    execucao = executar("calcular", "posse", "--inicio", "05/01/2026")
    assert execucao.situacao == 1
    assert "KeyError" in execucao.frase
    assert "segredo" not in execucao.frase
    monkeypatch.setenv("BAHIASERVIDOR_DEPURAR", "1")
    with pytest.raises(KeyError):
        executar("calcular", "posse", "--inicio", "05/01/2026")


def test_entrada_padrao(executar: Executar, monkeypatch: pytest.MonkeyPatch) -> None:
    conteudo = json.dumps({"formato": 1, "casos": [CASO]}).encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(conteudo)))
    assert executar("simular", "-").json["casos"][0]["id"] == "c"
