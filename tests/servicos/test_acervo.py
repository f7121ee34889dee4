"""The open archive: it comes back equal, what was touched in it is found by name, and nothing is ever half done."""

from __future__ import annotations

import csv
import hashlib
import json
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from bahiaservidor.arquivos import ErroDeArquivo
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.motor import MOTOR
from bahiaservidor.registro import acervo as guardado
from bahiaservidor.registro import migracao
from bahiaservidor.registro import modelos as m
from bahiaservidor.registro.banco import Banco
from bahiaservidor.registro.papeis_guardados import caminho_dos_papeis
from bahiaservidor.servicos import abertura, acervo, acervo_restauro, pessoas, verificacao
from bahiaservidor.servicos.acervo_restauro import AcervoImportado
from bahiaservidor.servicos.dicionario import dicionario
from bahiaservidor.servicos.tipos import FiltroServidores

from .apoio_acervo import IARA, LAUDO, OUTRA, RELOGIO, aberto, despejo, em_arquivo, esquema, zipar
from .cenario import HOJE


@pytest.fixture(scope="module")
def exportado(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A registry, the folder it was exported to, and the hash of the manifest."""
    pasta = tmp_path_factory.mktemp("acervo")
    banco = em_arquivo(pasta / "antes.sqlite3")
    ctx = aberto(banco)
    antes = em_arquivo(pasta / "origem.sqlite3", ctx.banco.serializar())
    feito = acervo.exportar(ctx, destino=pasta / "acervo")
    abertura.fechar(ctx)
    return antes, feito.caminho, feito.manifesto


@pytest.fixture
def copia(exportado: tuple[Path, Path, str], tmp_path: Path) -> Path:
    """A copy of the folder, to be spoilt."""
    destino = tmp_path / "copia"
    for caminho in exportado[1].rglob("*"):
        if caminho.is_file():
            novo = destino / caminho.relative_to(exportado[1])
            novo.parent.mkdir(parents=True, exist_ok=True)
            novo.write_bytes(caminho.read_bytes())
    return destino


def importar(origem: Path, destino: Path, **como: Any) -> AcervoImportado:
    return acervo_restauro.importar(origem=origem, destino=destino, relogio=RELOGIO, usuario="jacira", **como)


def recusa(origem: Path, destino: Path, **como: Any) -> str:
    """Return why an archive was refused; nothing may be left where the registry would be."""
    antes = sorted(destino.parent.iterdir())
    with pytest.raises(ErroDominio) as erro:
        importar(origem, destino, **como)
    assert sorted(destino.parent.iterdir()) == antes
    return erro.value.mensagem


@pytest.fixture
def lugar(tmp_path: Path) -> Path:
    pasta = tmp_path / "novo"
    pasta.mkdir()
    return pasta / "registro.sqlite3"


# ------------------------------------------------------------------ there and back


@pytest.mark.parametrize("em_zip", [False, True])
def test_vai_e_volta_igual(exportado: tuple[Path, Path, str], lugar: Path, tmp_path: Path, em_zip: bool) -> None:
    origem, pasta, manifesto = exportado
    de = zipar(pasta, tmp_path / "acervo.zip") if em_zip else pasta
    feito = importar(de, lugar, manifesto=manifesto)
    assert (feito.documentos, feito.orgao, feito.verificacao.divergencias) == (3, "", ())
    assert despejo(lugar) == despejo(origem)
    assert esquema(lugar) == esquema(origem)
    assert {c.name for c in lugar.parent.iterdir()} == {lugar.name, caminho_dos_papeis(lugar).name}
    ctx = aberto(lugar)
    try:
        assert verificacao.verificar(ctx).integra
        for texto in ("iara flor", "CONCEICAO davila", "92222222"):
            filtro = FiltroServidores(texto=texto)
            assert len(pessoas.ids_servidores(ctx, filtro=filtro, hoje=HOJE)) >= 1
        with pytest.raises(DBAPIError, match="só recebe entradas novas"), ctx.banco.escrita() as conexao:
            conexao.exec_driver_sql("DELETE FROM ato")
    finally:
        abertura.fechar(ctx)


def test_o_zip_e_igual_a_pasta_e_cada_exportacao_fica_na_trilha(tmp_path: Path) -> None:
    ctx = aberto(em_arquivo(tmp_path / "r.sqlite3"))
    feito = acervo.exportar(ctx, destino=tmp_path / "a.ZIP")
    with zipfile.ZipFile(feito.caminho) as zipado:
        assert zipado.testzip() is None
        dados = zipado.read("manifest.json")
        assert hashlib.sha256(dados).hexdigest() == feito.manifesto
        dito = json.loads(dados)
        for arquivo in dito["arquivos"]:
            lido = zipado.read(arquivo["nome"])
            assert (len(lido), hashlib.sha256(lido).hexdigest()) == (arquivo["bytes"], arquivo["sha256"])
        nomes = set(zipado.namelist())
        assert feito.bytes == sum(item.file_size for item in zipado.infolist())
    assert nomes >= {"LEIA-ME.txt", "dicionario.csv", "atos.jsonl", "documentos/indice.csv", "tabelas/ato.csv"}
    assert len([n for n in nomes if n.startswith("documentos/")]) == 4
    (exportacao,) = acervo.exportacoes(ctx)
    assert (exportacao.manifesto, exportacao.usuario, exportacao.instante) == (
        feito.manifesto, "jacira", RELOGIO.agora(),
    )  # fmt: skip
    abertura.fechar(ctx)


def test_o_que_esta_escrito_se_le_sem_o_programa(exportado: tuple[Path, Path, str]) -> None:
    origem, pasta, _ = exportado
    gravados = despejo(origem)
    with (pasta / "tabelas" / "servidor.csv").open(encoding="utf-8", newline="") as aberto_:
        linhas = list(csv.DictReader(aberto_, delimiter=";"))
    iara = linhas[0]
    assert (iara["nome"], iara["nascimento"], iara["rg_data"], iara["email"]) == (IARA, "1990-01-01", "\\N", "")
    assert iara["endereco"] == "\\J" + json.dumps('\\N\r\nRua do "Sol";\n=HYPERLINK("x")')
    with (pasta / "tabelas" / "prazo.csv").open(encoding="utf-8", newline="") as aberto_:
        assert {linha["retido"] for linha in csv.DictReader(aberto_, delimiter=";")} <= {"sim", "nao"}
    atos = [json.loads(linha) for linha in (pasta / "atos.jsonl").read_text("utf-8").splitlines()]
    assert [ato["entrada"] for ato in atos] == [linha[0] for linha in gravados["ato"]]
    nomeacao = next(ato for ato in atos if ato["tipo"] == "nomeacao")
    assert (nomeacao["especie"], nomeacao["pessoa"], nomeacao["data_legal"]) == ("Nomeação", IARA, "2026-02-03")
    assert nomeacao["diz"]["Cargo"] == "Analista Técnico"
    assert nomeacao["papel"]["numero"] == "23.456"
    assert nomeacao["registrado_por"] == "teste"
    assert any(ato["conteudo"].get("laudo_numero") == LAUDO for ato in atos)
    with (pasta / "documentos" / "indice.csv").open(encoding="utf-8", newline="") as aberto_:
        indice = list(csv.DictReader(aberto_, delimiter=";"))
    assert {(i["nome"], i["pessoa"], i["guardado_como"]) for i in indice} >= {
        ("laudo.pdf", IARA, "arquivo recebido"), ("rg.jpg", OUTRA, "arquivo recebido"),
    }  # fmt: skip
    for item in indice:
        dados = (pasta / item["arquivo"]).read_bytes()
        assert hashlib.sha256(dados).hexdigest() == item["sha256"] == item["hash"] == Path(item["arquivo"]).stem


def test_o_dicionario_diz_cada_tabela_e_cada_coluna(exportado: tuple[Path, Path, str]) -> None:
    tabelas = {t.__tablename__: {c.name for c in t.__table__.columns} for t in m.todas() if hasattr(t, "__tablename__")}
    assert {nome: set(v.colunas) for nome, v in dicionario().items()} == tabelas
    leia_me = (exportado[1] / "LEIA-ME.txt").read_text("utf-8")
    assert "{" not in leia_me
    with (exportado[1] / "dicionario.csv").open(encoding="utf-8", newline="") as aberto_:
        linhas = list(csv.DictReader(aberto_, delimiter=";"))
    assert {(x["tabela"], x["coluna"]) for x in linhas if x["coluna"]} == {
        (t, c) for t, cs in tabelas.items() for c in cs
    }
    assert all(linha["significado"] and (linha["unidade"] or not linha["coluna"]) for linha in linhas)
    unidades = {(x["tabela"], x["coluna"]): x["unidade"] for x in linhas}
    assert unidades["lrf", "rcl"] == "centavos de real"
    assert unidades["ato", "registrado_em"] == "instante, ISO 8601 em UTC"
    assert unidades["ato", "data_legal"] == "data, AAAA-MM-DD"
    for nome, colunas in tabelas.items():
        assert f"\r\n{nome}.csv\r\n" in (exportado[1] / "LEIA-ME.txt").read_bytes().decode()
        assert all(f"  {coluna}: " in leia_me for coluna in colunas)


# ------------------------------------------------------------------ what was touched


@pytest.mark.parametrize(
    "nome",
    ["LEIA-ME.txt", "dicionario.csv", "atos.jsonl", "tabelas/ato.csv", "tabelas/lrf.csv", "tabelas/arquivo.csv",
     "documentos/indice.csv", "*.pdf", "*.jpg"],
)  # fmt: skip
def test_um_byte_trocado_e_achado_pelo_nome(copia: Path, lugar: Path, nome: str) -> None:
    alvo = next(copia.rglob(nome)) if "*" in nome else copia / nome
    dados = bytearray(alvo.read_bytes())
    dados[len(dados) // 2] ^= 1
    alvo.write_bytes(dados)
    assert f"não é o que foi exportado “{alvo.relative_to(copia).as_posix()}”" in recusa(copia, lugar)


def test_o_manifesto_trocado_e_achado_pelo_hash_que_se_mostrou(
    exportado: tuple[Path, Path, str], copia: Path, lugar: Path
) -> None:
    manifesto = copia / "manifest.json"
    manifesto.write_text(manifesto.read_text("utf-8").replace('"programa": "', '"programa": "9'), "utf-8")
    assert "não o que foi informado" in recusa(copia, lugar, manifesto=exportado[2])


def test_o_que_falta_e_o_que_sobra_e_dito_de_uma_vez(copia: Path, lugar: Path) -> None:
    (copia / "tabelas" / "prazo.csv").unlink()
    (copia / "tabelas" / "novo.csv").write_text("x")
    (copia / "dicionario.csv").write_text("x")
    dito = recusa(copia, lugar)
    assert "falta “tabelas/prazo.csv”" in dito
    assert "não é o que foi exportado “dicionario.csv”" in dito
    assert "sobra “tabelas/novo.csv”" in dito


def refazer(copia: Path, **mudancas: Any) -> None:
    """Write the manifest again over files that were changed, as somebody who wants to be believed would."""
    manifesto = copia / "manifest.json"
    dito = json.loads(manifesto.read_text("utf-8")) | mudancas
    for arquivo in dito["arquivos"]:
        dados = (copia / arquivo["nome"]).read_bytes()
        arquivo |= {"bytes": len(dados), "sha256": hashlib.sha256(dados).hexdigest()}
    manifesto.write_text(json.dumps(dito), "utf-8")


def trocar(copia: Path, nome: str, de: str, para: str) -> None:
    arquivo = copia / nome
    texto = arquivo.read_bytes().decode()
    assert de in texto
    arquivo.write_bytes(texto.replace(de, para, 1).encode())
    refazer(copia)


def test_o_livro_mudado_com_manifesto_refeito_nao_passa(copia: Path, lugar: Path) -> None:
    trocar(copia, "tabelas/ato.csv", "2026-02-13", "2026-02-14")
    assert "tinha diferenças quando foi exportado" in recusa(copia, lugar)
    assert "o conteúdo não é o que foi registrado" in recusa(copia, lugar)


def test_o_registro_que_ja_tinha_diferencas_so_volta_se_pedido(tmp_path: Path, lugar: Path) -> None:
    banco = em_arquivo(tmp_path / "r.sqlite3")
    ctx = aberto(banco)
    with ctx.banco.escrita() as conexao:
        conexao.exec_driver_sql("UPDATE prazo SET dispositivo = 'art. 999'")
    antes = em_arquivo(tmp_path / "antes.sqlite3", ctx.banco.serializar())
    acervo.exportar(ctx, destino=tmp_path / "a")
    abertura.fechar(ctx)
    assert "--com-diferencas" in recusa(tmp_path / "a", lugar)
    feito = importar(tmp_path / "a", lugar, com_diferencas=True)
    assert feito.verificacao.divergencias
    assert despejo(lugar) == despejo(antes)


@pytest.mark.parametrize(
    ("nome", "de", "para", "dito"),
    [
        ("tabelas/servidor.csv", "\\N\r\n", "\\N;\r\n", "células a mais ou a menos"),
        ("tabelas/vinculo.csv", "id;servidor_id", "id;pessoa_id", "não tem as colunas da tabela"),
        ("tabelas/vinculo.csv", "\r\n1;1;1;", "\r\n1;um;1;", "não está escrita como diz o LEIA-ME"),
        ("tabelas/vinculo.csv", "\r\n1;1;1;", "\r\n1;\\Z;1;", "não está escrita como diz o LEIA-ME"),
        ("tabelas/vinculo.csv", "\r\n1;1;1;", "\r\n1;777;1;", "uma linha de “servidor” que não existe"),
        ("tabelas/selo.csv", "Teste", '"Tes"te', "não é CSV"),
        ("tabelas/ato_sigilo.csv", '{""laudo_numero"":""LAUDO-4711""}', "[1]", "não pode ser lido"),
        ("documentos/indice.csv", "documentos/", "../documentos/", "nome perigoso"),
        ("documentos/indice.csv", ";arquivo recebido;", ";", "linha que não se entende"),
    ],
)  # fmt: skip
def test_tabela_malfeita_e_recusada(copia: Path, lugar: Path, nome: str, de: str, para: str, dito: str) -> None:
    trocar(copia, nome, de, para)
    assert dito in recusa(copia, lugar)


# ------------------------------------------------------------------ hostile


def _zip(destino: Path, encher: Callable[[zipfile.ZipFile], object]) -> Path:
    with zipfile.ZipFile(destino, "w", zipfile.ZIP_DEFLATED) as zipado:
        encher(zipado)
    return destino


def _atalho(zipado: zipfile.ZipFile) -> None:
    item = zipfile.ZipInfo("tabelas/ato.csv")
    item.external_attr = (stat.S_IFLNK | 0o777) << 16
    zipado.writestr(item, "/etc/passwd")


def _repetido(zipado: zipfile.ZipFile) -> None:
    zipado.writestr("manifest.json", "{}")
    with pytest.warns(UserWarning, match="Duplicate"):
        zipado.writestr("manifest.json", "{}")


@pytest.mark.parametrize(
    ("nome", "conteudo", "dito"),
    [
        ("../fora.csv", "x", "nome perigoso"),
        ("/etc/fora.csv", "x", "nome perigoso"),
        ("tabelas\\..\\fora.csv", "x", "nome perigoso"),
        ("C:fora.csv", "x", "nome perigoso"),
        ("tabelas/ato.csv", "0" * (3 << 20), "incha mais de 400 vezes"),
        ("tabelas/ato.csv", "x", "não tem o arquivo manifest.json"),
        ("manifest.json", "[" * 100_000, "não é o de um acervo"),
        ("manifest.json", '{"acervo": "bahiaservidor", "formato": 2}', "forma mais nova"),
    ],
    ids=range(8),
)
def test_zip_hostil_termina_em_frase(tmp_path: Path, lugar: Path, nome: str, conteudo: str, dito: str) -> None:
    assert dito in recusa(_zip(tmp_path / "a.zip", lambda zipado: zipado.writestr(nome, conteudo)), lugar)


def test_zip_com_atalho_ou_nome_repetido_e_recusado(tmp_path: Path, lugar: Path) -> None:
    assert "um atalho (“tabelas/ato.csv”)" in recusa(_zip(tmp_path / "a.zip", _atalho), lugar)
    assert "dois arquivos com o nome “manifest.json”" in recusa(_zip(tmp_path / "b.zip", _repetido), lugar)


def test_zip_que_diz_mais_do_que_tem_nao_enche_a_memoria(copia: Path, tmp_path: Path, lugar: Path) -> None:
    (copia / "tabelas" / "prazo.csv").write_bytes(b"x" * 100)
    with zipfile.ZipFile(zipar(copia, tmp_path / "a.zip"), "a") as zipado:
        zipado.getinfo("tabelas/prazo.csv").file_size = 10**12
        zipado.writestr("sobra.txt", "")
    assert "incha mais de 400 vezes" in recusa(tmp_path / "a.zip", lugar)


@pytest.mark.parametrize("longo", [False, True])
def test_zip_com_uma_lista_sem_fim_nao_chega_a_ser_lido(tmp_path: Path, lugar: Path, longo: bool) -> None:
    bomba = tmp_path / "a.zip"
    tamanho = 2**31
    fim64 = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 9, 9, tamanho, 0)
    fim = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 9, 9, 0xFFFFFFFF if longo else tamanho, 0, 0)
    bomba.write_bytes(b"PK\3\4" + b"\0" * 100 + (fim64 if longo else b"") + fim)
    assert "arquivos demais" in recusa(bomba, lugar)


def test_livro_ilegivel_de_outro_motor_termina_em_frase(copia: Path, lugar: Path) -> None:
    vinculos = copia / "tabelas" / "vinculo.csv"
    vinculos.write_bytes(vinculos.read_bytes().replace(f";{MOTOR}\r\n".encode(), b";0\r\n"))
    trocar(copia, "tabelas/ato.csv", ";nomeacao;", ";enomeacao;")
    assert "Nada foi criado" in recusa(copia, lugar)


def test_o_que_nao_e_acervo(tmp_path: Path, lugar: Path, copia: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK\3\4" + b"\0" * 50)
    assert "não é a pasta nem o ZIP" in recusa(tmp_path / "x.zip", lugar)
    assert "não existe" in recusa(tmp_path / "nada", lugar)
    (copia / "fora").symlink_to(tmp_path)
    assert "um atalho (“fora”)" in recusa(copia, lugar)
    (copia / "fora").unlink()
    (copia / "tabelas" / "ato.csv").chmod(0)
    inteiro = (copia / "manifest.json").read_bytes()
    (copia / "manifest.json").write_bytes(inteiro[: len(inteiro) // 2])
    assert "está estragado" in recusa(copia, lugar)


# ------------------------------------------------------------------ versions


def test_o_de_versao_mais_nova_e_recusado(copia: Path, lugar: Path) -> None:
    refazer(copia, esquema="0999")
    assert "versão mais nova do programa (esquema 0999" in recusa(copia, lugar)
    refazer(copia, esquema="0001x")
    assert "que este programa não conhece" in recusa(copia, lugar)


def test_o_de_versao_anterior_volta_e_e_atualizado(
    tmp_path: Path, lugar: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    antigo = em_arquivo(tmp_path / "antigo.sqlite3")
    ctx = aberto(antigo)
    with ctx.banco.escrita() as conexao:
        # No earlier version sealed anything.
        for gatilho in ("arquivo", "documento_emitido", "selo"):
            conexao.exec_driver_sql(f"DROP TRIGGER {gatilho}_nao_apaga")
        for tabela in ("anexo", "documento_emitido", "arquivo", "selo"):
            conexao.exec_driver_sql(f"DELETE FROM {tabela}")
        for gatilho in ("arquivo", "documento_emitido", "selo"):
            conexao.exec_driver_sql(
                f"CREATE TRIGGER {gatilho}_nao_apaga BEFORE DELETE ON {gatilho} BEGIN SELECT RAISE(ABORT, 'x'); END"
            )
        migracao.reverter(conexao, para="0005")
    ctx.banco.fechar()
    velho = Banco.abrir(antigo, migrar=False)
    monkeypatch.setattr(acervo, "ESQUEMA", "0005")
    monkeypatch.setattr(guardado, "referencias", lambda conexao: iter(()))
    monkeypatch.setattr(
        "bahiaservidor.registro.auditoria.trilhar", lambda conexao, **dados: None
    )  # that version's trail has other columns
    ctx.banco = velho
    acervo.exportar(ctx, destino=tmp_path / "a")
    velho.fechar()
    monkeypatch.undo()
    feito = importar(tmp_path / "a", lugar)
    assert (feito.esquema, feito.verificacao.divergencias) == ("0005", ())
    depois = aberto(antigo)  # opening it brings it to this version, as restoring did
    abertura.fechar(depois)
    migrado = despejo(antigo)
    restaurado = despejo(lugar)
    assert restaurado == migrado
    assert restaurado["alembic_version"] != [("0005",)]


# ------------------------------------------------------------------ all or nothing


class Parada:
    """Answers yes from the n-th time on."""

    def __init__(self, vezes: int) -> None:
        self.faltam = vezes

    def __call__(self) -> bool:
        self.faltam -= 1
        return self.faltam < 0


@pytest.mark.parametrize("em_zip", [False, True])
def test_exportar_interrompido_nao_deixa_nada(tmp_path: Path, em_zip: bool) -> None:
    ctx = aberto(em_arquivo(tmp_path / "r.sqlite3"))
    destino = tmp_path / "saida" / ("a.zip" if em_zip else "a")
    destino.parent.mkdir()
    contada = Parada(10**9)
    acervo.exportar(ctx, destino=tmp_path / "inteiro", cancelado=contada)
    quantas = 10**9 - contada.faltam
    assert quantas > 50
    for vezes in range(0, quantas, quantas // 5):
        with pytest.raises(ErroDominio, match=r"^Exportação interrompida\. Nada foi gravado\.$"):
            acervo.exportar(ctx, destino=destino, cancelado=Parada(vezes))
        assert list(destino.parent.iterdir()) == []
    assert len(acervo.exportacoes(ctx)) == 1
    acervo.exportar(ctx, destino=destino, cancelado=Parada(quantas))
    assert [c.name for c in destino.parent.iterdir()] == [destino.name]
    abertura.fechar(ctx)


def test_restaurar_interrompido_ou_sem_disco_nao_deixa_nada(
    exportado: tuple[Path, Path, str], lugar: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    total = Parada(10**9)
    andou: list[int] = []
    importar(exportado[1], lugar, cancelado=total, progresso=lambda feitos, de: andou.append(feitos * 100 // de))
    assert andou == sorted(andou)
    assert andou[-1] == 99
    lugar.unlink()
    caminho_dos_papeis(lugar).unlink()
    quantas = 10**9 - total.faltam
    for vezes in (0, quantas // 4, quantas // 2, quantas - 2):
        assert recusa(exportado[1], lugar, cancelado=Parada(vezes)) == "Restauração interrompida. Nada foi criado."
    monkeypatch.setattr(acervo_restauro, "espaco_livre", lambda destino: 1000)
    assert "não há esse espaço" in recusa(exportado[1], lugar)


def test_nada_e_substituido(tmp_path: Path, exportado: tuple[Path, Path, str]) -> None:
    ctx = aberto(em_arquivo(tmp_path / "r.sqlite3"))
    pasta = tmp_path / "vazia"
    pasta.mkdir()
    assert acervo.exportar(ctx, destino=pasta).caminho == pasta
    arquivo = tmp_path / "a.zip"
    arquivo.write_bytes(b"")
    for destino in (pasta, arquivo, tmp_path / "nenhuma" / "a"):
        with pytest.raises(ErroDeArquivo, match="Nada foi gravado"):
            acervo.exportar(ctx, destino=destino)
    assert arquivo.read_bytes() == b""
    abertura.fechar(ctx)
    antes = (tmp_path / "r.sqlite3").read_bytes()
    assert "já tem dados" in recusa(exportado[1], tmp_path / "r.sqlite3")
    assert (tmp_path / "r.sqlite3").read_bytes() == antes


def test_o_registro_aberto_e_ainda_vazio_e_trocado(exportado: tuple[Path, Path, str], lugar: Path) -> None:
    abertura.fechar(aberto(lugar))
    ocupado = aberto(lugar)
    with ocupado.banco.leitura() as conexao:
        conexao.exec_driver_sql("SELECT count(*) FROM ato").scalar()
        assert "Outro programa está gravando" in recusa(exportado[1], lugar)
    abertura.fechar(ocupado)
    importar(exportado[1], lugar)
    assert despejo(lugar) == despejo(exportado[0])


@pytest.fixture(autouse=True)
def _sem_registro_do_usuario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bahiaservidor.caminhos.banco_padrao", lambda: tmp_path / "padrao" / "registro.sqlite3")
