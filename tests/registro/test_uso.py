"""One writer at a time where the place asks for it: taking the turn, waiting, breaking it, losing it, leaving it."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from bahiaservidor.registro import configuracao, uso
from bahiaservidor.registro.arquivo import ErroRegistro, conectar
from bahiaservidor.registro.banco import Banco
from bahiaservidor.registro.jornal import interrompida
from bahiaservidor.registro.lugar import EspecieDeLugar, Lugar
from bahiaservidor.registro.ocupante import ler_ocupante, ocupante_de, placa_daqui, vive
from bahiaservidor.registro.uso import EstadoDoUso, UsoDoRegistro, sozinho
from bahiaservidor.relogio import RelogioFixo

RELOGIO = RelogioFixo(date(2026, 11, 22))
REDE = Lugar(especie=EspecieDeLugar.REDE, nome="SMB (//srv/rh)", raiz="/mnt/rh")


class Cronometro:
    """A clock that goes on when told to."""

    def __init__(self) -> None:
        self.segundos = 100.0

    def __call__(self) -> float:
        return self.segundos


@pytest.fixture(scope="module")
def modelo(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    with closing(sqlite3.connect(":memory:")) as copia:
        Banco.modelo_vazio().backup(copia)
        return copia.serialize()


@pytest.fixture
def registro(tmp_path: Path, modelo: bytes) -> Path:
    """A registry in a folder that is copied to the cloud."""
    pasta = tmp_path / "OneDrive"
    pasta.mkdir()
    (pasta / "registro.sqlite3").write_bytes(modelo)
    return pasta / "registro.sqlite3"


@pytest.fixture
def banco(registro: Path) -> Iterator[Banco]:
    aberto = Banco.abrir(registro, relogio=RELOGIO, login="maria")
    yield aberto
    aberto.fechar()


def usado(caminho: Path, *, lugar: Lugar = REDE, cronometro: Cronometro | None = None) -> UsoDoRegistro:
    return UsoDoRegistro(caminho, lugar, relogio=RELOGIO, login="ana", monotonico=cronometro or Cronometro())


def ha_de(banco: Banco) -> UsoDoRegistro:
    assert banco.uso is not None
    return banco.uso


def gravar(banco: Banco, valor: str) -> None:
    with banco.escrita() as conexao:
        configuracao.gravar(conexao, "x", valor)


def lido(banco: Banco) -> str | None:
    with banco.leitura() as conexao:
        return configuracao.ler(conexao, "x")


def de_outra_maquina(arquivo: Path, **troca: object) -> None:
    """Write the file as another machine would."""
    dados = {"chave": "f" * 32, "nome": "Fulana", "maquina": "PC-3", "placa": "outra", "pid": 1, **troca}
    arquivo.write_text(json.dumps({"desde": "2026-11-22T17:32:00+00:00", **dados}), "ascii")


# ------------------------------------------------------------------ the journal


def test_ali_o_registro_nao_fica_em_wal_e_espera_pela_pasta(banco: Banco) -> None:
    with banco.escrita() as conexao:
        assert conexao.execute(text("PRAGMA journal_mode")).scalar() == "delete"
        assert conexao.execute(text("PRAGMA synchronous")).scalar() == 3
    assert banco.caminho is not None
    assert sorted(f.name for f in banco.caminho.parent.iterdir()) == ["registro.sqlite3", "registro.sqlite3.em-uso"]


def test_o_que_estava_no_log_vem_para_o_arquivo(registro: Path) -> None:
    with closing(conectar(registro, "rw")) as antes:
        antes.execute("PRAGMA journal_mode = WAL")
        antes.create_function("bahiaservidor_grava", 0, lambda: 1)
        antes.execute("PRAGMA wal_autocheckpoint = 0")
        antes.execute("INSERT INTO configuracao (chave, valor) VALUES ('x', 'no log')")
        inteiro = {fim: Path(f"{registro}{fim}").read_bytes() for fim in ("", "-wal")}
    for fim, conteudo in inteiro.items():  # as a program that was killed leaves them
        Path(f"{registro}{fim}").write_bytes(conteudo)
    banco = Banco.abrir(registro, relogio=RELOGIO)
    assert lido(banco) == "no log"
    banco.fechar()
    assert registro.read_bytes()[18:20] == b"\x01\x01"
    assert [f.name for f in registro.parent.iterdir()] == ["registro.sqlite3"]


def test_quem_o_mantem_em_wal_noutro_programa_e_dito(registro: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bahiaservidor.registro.arquivo.ESPERA_MS", 50)
    with closing(conectar(registro, "rw")) as outro:
        outro.execute("PRAGMA journal_mode = WAL")
        outro.execute("SELECT count(*) FROM configuracao").fetchone()
        with pytest.raises(ErroRegistro, match="Nada foi alterado; feche o registro nos outros computadores"):
            Banco.abrir(registro, relogio=RELOGIO)
    assert not ha_arquivo(registro)
    Banco.abrir(registro, relogio=RELOGIO).fechar()


def ha_arquivo(registro: Path) -> bool:
    return registro.with_name(registro.name + uso.SUFIXO).exists()


# ------------------------------------------------------------------ taking and leaving


def test_a_segunda_pessoa_so_consulta_e_depois_grava(banco: Banco) -> None:
    assert banco.caminho is not None
    gravar(banco, "um")
    segunda = Banco.abrir(banco.caminho, relogio=RELOGIO)
    assert segunda.somente_leitura
    assert lido(segunda) == "um"
    situacao = ha_de(segunda).situacao
    assert situacao.estado == EstadoDoUso.DE_OUTRO
    assert situacao.ocupante is not None
    assert (situacao.ocupante.login, situacao.ocupante.pid) == ("maria", os.getpid())
    with pytest.raises(ErroRegistro, match=r"\(maria, neste computador .*, desde 22/11/2026 12:00\).*nada foi gravado"):
        gravar(segunda, "dois")
    gravar(banco, "três")
    segunda.fechar()
    assert ha_arquivo(banco.caminho), "who only read takes nothing away on leaving"
    banco.fechar()
    assert not ha_arquivo(banco.caminho)
    terceira = Banco.abrir(banco.caminho, relogio=RELOGIO)
    gravar(terceira, "quatro")
    assert lido(terceira) == "quatro"
    terceira.fechar()


def test_de_muitos_que_chegam_juntos_um_so_tem_a_vez(registro: Path) -> None:
    for _ in range(20):
        todos = [usado(registro) for _ in range(8)]
        partida = threading.Barrier(len(todos))
        tomou: list[bool] = []

        def chegar(um: UsoDoRegistro, partida: threading.Barrier = partida, tomou: list[bool] = tomou) -> None:
            partida.wait()
            tomou.append(um.tomar())

        linhas = [threading.Thread(target=chegar, args=(um,)) for um in todos]
        for linha in linhas:
            linha.start()
        for linha in linhas:
            linha.join()
        assert sorted(tomou) == [False] * 7 + [True]
        for um in todos:
            um.soltar()
        assert not ha_arquivo(registro)


def test_registro_novo_com_aviso_de_outro_nao_fica_pela_metade(tmp_path: Path) -> None:
    pasta = tmp_path / "Dropbox"
    pasta.mkdir()
    de_outra_maquina(pasta / "novo.sqlite3.em-uso")
    with pytest.raises(ErroRegistro, match="Fulana, em PC-3, desde 22/11/2026 14:32"):
        Banco.abrir(pasta / "novo.sqlite3", relogio=RELOGIO)
    assert [f.name for f in pasta.iterdir()] == ["novo.sqlite3.em-uso"]


def test_pasta_que_nao_aceita_o_aviso(registro: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def sem_permissao(*_: object) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(uso, "criar_se_ninguem_criou", sem_permissao)
    with pytest.raises(ErroRegistro, match=r"em-uso”.*\(sem permissão\)\. Nada foi alterado"):
        Banco.abrir(registro, relogio=RELOGIO)


def test_quem_entra_com_senha_passa_a_ser_o_nome_do_aviso(banco: Banco) -> None:
    vez = ha_de(banco)
    vez.identificar(nome="Maria\n das Dores \u202e" + "x" * 200, login="m.dores")
    vez.renovar()
    visto = ler_ocupante(vez.arquivo)
    assert visto is not None
    assert visto.login == "m.dores"
    assert visto.nome.startswith("Maria das Dores xxx")
    assert len(visto.nome) == 80


# ------------------------------------------------------------------ waiting


def test_aviso_parado_e_o_que_este_programa_viu_parado(registro: Path) -> None:
    cronometro = Cronometro()
    arquivo = registro.with_name(registro.name + uso.SUFIXO)
    de_outra_maquina(arquivo, desde="2031-01-01T00:00:00+00:00")  # its clock is years ahead: nobody compares
    os.utime(arquivo, (0, 0))
    espera = usado(registro, cronometro=cronometro)
    assert not espera.tomar()
    for _ in range(3):
        cronometro.segundos += uso.VELHA_S / 3 - 1
        assert espera.observar().estado == EstadoDoUso.DE_OUTRO
    os.utime(arquivo, (1, 1))  # renewed
    for _ in range(3):
        cronometro.segundos += uso.VELHA_S / 3 - 1
        assert espera.observar().estado == EstadoDoUso.DE_OUTRO
    with pytest.raises(ErroRegistro, match="mesmo em uso"):
        espera.assumir()
    cronometro.segundos += uso.VELHA_S
    assert espera.observar().estado == EstadoDoUso.PARADA
    arquivo.unlink()
    assert espera.observar().estado == EstadoDoUso.SOLTA


def test_um_computador_que_dormiu_nao_toma_o_aviso_por_velho(registro: Path) -> None:
    cronometro = Cronometro()
    de_outra_maquina(registro.with_name(registro.name + uso.SUFIXO))
    espera = usado(registro, cronometro=cronometro)
    espera.tomar()
    cronometro.segundos += 50_000
    assert espera.observar().estado == EstadoDoUso.DE_OUTRO


def test_na_nuvem_se_espera_mais(registro: Path) -> None:
    cronometro = Cronometro()
    de_outra_maquina(registro.with_name(registro.name + uso.SUFIXO))
    espera = usado(registro, lugar=Lugar(especie=EspecieDeLugar.SINCRONIZADA), cronometro=cronometro)
    espera.tomar()
    for limite, estado in ((uso.VELHA_S, EstadoDoUso.DE_OUTRO), (uso.VELHA_NA_NUVEM_S, EstadoDoUso.PARADA)):
        cronometro.segundos += limite / 2
        espera.observar()
        cronometro.segundos += limite / 2
        assert espera.observar().estado == estado


@pytest.mark.parametrize(
    "conteudo",
    [b"", b"{", b"[" * 4000, b"null", b"\xff" * 5000, b'{"chave": 3, "pid": -1, "desde": "ontem"}',
     b'{"pid": 1e999, "desde": 7, "nome": ["x"]}', b'{"desde": "0001-01-01T00:00:00+23:59"}'],
)  # fmt: skip
def test_aviso_que_nao_se_entende_e_de_alguem(registro: Path, conteudo: bytes) -> None:
    registro.with_name(registro.name + uso.SUFIXO).write_bytes(conteudo)
    banco = Banco.abrir(registro, relogio=RELOGIO)
    assert banco.somente_leitura
    with pytest.raises(ErroRegistro, match=r"outra pessoa \(.+\)"):
        gravar(banco, "x")
    banco.fechar()
    assert ha_arquivo(registro)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=300)
    | st.dictionaries(st.text(max_size=20), st.none() | st.integers() | st.text(max_size=40), max_size=8).map(
        lambda dados: json.dumps(dados).encode()
    )
)
def test_bytes_quaisquer_sao_alguem(conteudo: bytes) -> None:
    alguem = ocupante_de(conteudo)
    assert alguem.chave
    assert uso.frase_do_ocupante(alguem)
    assert not alguem.morto


# ------------------------------------------------------------------ taking over


def test_quem_perdeu_a_vez_fica_sabendo_antes_de_gravar(banco: Banco, registro: Path) -> None:
    gravar(banco, "antes")
    cronometro = Cronometro()
    espera = usado(registro, cronometro=cronometro)
    assert not espera.tomar()
    for _ in range(3):
        cronometro.segundos += uso.VELHA_S
        espera.observar()
    espera.assumir()
    assert not ha_arquivo(registro)
    nova = Banco.abrir(registro, relogio=RELOGIO, login="bruno")
    assert not nova.somente_leitura
    with pytest.raises(ErroRegistro, match=r"passou para outra pessoa \(bruno, .*nada foi gravado.*continua nela"):
        gravar(banco, "depois")
    assert ha_de(banco).situacao.estado == EstadoDoUso.PERDIDA
    gravar(nova, "de bruno")
    assert lido(banco) == "de bruno"
    banco.fechar()
    assert ha_arquivo(registro), "who lost the turn takes nothing away on leaving"
    nova.fechar()


def test_quem_perde_a_vez_no_meio_da_gravacao_nao_grava(banco: Banco, registro: Path) -> None:
    def no_meio() -> None:
        with banco.escrita() as conexao:
            configuracao.gravar(conexao, "x", "no meio")
            de_outra_maquina(ha_de(banco).arquivo)

    with pytest.raises(ErroRegistro, match=r"passou para outra pessoa \(Fulana, em PC-3"):
        no_meio()
    assert lido(banco) is None


def test_a_renovacao_descobre_que_a_vez_passou(banco: Banco) -> None:
    vez = ha_de(banco)
    antes = ler_ocupante(vez.arquivo)
    vez.passo()
    depois = ler_ocupante(vez.arquivo)
    assert antes is not None
    assert depois is not None
    assert antes.chave == depois.chave
    assert antes.marca != depois.marca
    vez.arquivo.unlink()  # removed by hand: nobody took it
    vez.passo()
    gravar(banco, "x")
    de_outra_maquina(vez.arquivo)
    vez.passo()
    assert vez.situacao.estado == EstadoDoUso.PERDIDA
    visto = ler_ocupante(vez.arquivo)
    assert visto is not None
    assert visto.nome == "Fulana", "it was left as it was"


def test_de_dois_que_o_viram_velho_o_segundo_nao_tira_o_aviso_do_primeiro(registro: Path) -> None:
    arquivo = registro.with_name(registro.name + uso.SUFIXO)
    de_outra_maquina(arquivo)
    cronometro = Cronometro()
    primeiro, segundo = usado(registro, cronometro=cronometro), usado(registro, cronometro=cronometro)
    for um in (primeiro, segundo):
        um.tomar()
    for _ in range(3):
        cronometro.segundos += uso.VELHA_S
        assert primeiro.observar().ocupante == segundo.observar().ocupante
    velho = segundo.situacao.ocupante
    assert velho is not None
    primeiro.assumir()
    novo = usado(registro)
    assert novo.tomar()
    assert not segundo._retirar(velho)  # as if it had looked just before
    novo.conferir()
    with pytest.raises(ErroRegistro, match="mesmo em uso"):
        segundo.assumir()
    novo.conferir()
    assert [f.name for f in registro.parent.iterdir() if f.name != registro.name] == [arquivo.name]
    novo.soltar()


def test_pasta_que_some_e_dita_e_nada_se_grava(banco: Banco, registro: Path) -> None:
    arquivo = ha_de(banco).arquivo
    guardado = arquivo.read_bytes()
    arquivo.unlink()
    arquivo.mkdir()  # what reading it answers is neither "it is there" nor "it is not"
    with pytest.raises(ErroRegistro, match=r"não respondeu .*nada foi gravado"):
        gravar(banco, "x")
    ha_de(banco).passo()  # only noted: the next write says it
    arquivo.rmdir()
    arquivo.write_bytes(guardado)
    gravar(banco, "x")


MATAR = """
import sys, time
from datetime import date
from pathlib import Path
from bahiaservidor.registro.banco import Banco
from bahiaservidor.relogio import RelogioFixo
banco = Banco.abrir(Path(sys.argv[1]), relogio=RelogioFixo(date(2026, 11, 22)), login="rita")
banco.uso.anunciar()
print("aberto", flush=True)
time.sleep(60)
"""


def morto_de_repente(registro: Path, programa: str = MATAR) -> None:
    comando = [sys.executable, "-c", programa, str(registro)]
    with subprocess.Popen(comando, stdout=subprocess.PIPE, text=True) as processo:
        assert processo.stdout is not None
        assert processo.stdout.readline().strip() == "aberto"
        processo.send_signal(signal.SIGKILL)


def test_o_aviso_de_quem_foi_morto_fica_e_e_assumido_por_escolha(
    registro: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    morto_de_repente(registro)
    banco = Banco.abrir(registro, relogio=RELOGIO)
    assert banco.somente_leitura, "nothing is taken over by itself"
    # A program of this machine that ended is known at once; where machines cannot be told apart, it is waited for.
    assert ha_de(banco).situacao.estado == (EstadoDoUso.PARADA if placa_daqui() else EstadoDoUso.DE_OUTRO)
    monkeypatch.setattr(uso, "VELHA_NA_NUVEM_S", 0.0)
    ha_de(banco).observar()
    ha_de(banco).observar()
    ha_de(banco).assumir()
    banco.fechar()
    banco = Banco.abrir(registro, relogio=RELOGIO)
    gravar(banco, "x")
    banco.fechar()
    assert [f.name for f in registro.parent.iterdir()] == ["registro.sqlite3"]


def test_quem_troca_o_arquivo_fica_so(banco: Banco, registro: Path) -> None:
    with pytest.raises(ErroRegistro, match="aberto para gravação por outra pessoa"), sozinho(registro, relogio=RELOGIO):
        raise AssertionError("nothing is begun")
    banco.fechar()
    with sozinho(registro, relogio=RELOGIO, login="rita"):
        segunda = Banco.abrir(registro, relogio=RELOGIO)
        assert segunda.somente_leitura
        segunda.fechar()
    assert not ha_arquivo(registro)


MATAR_NO_MEIO = MATAR.replace(
    "banco.uso.anunciar()",
    """
escrita = banco.escrita()
conexao = escrita.__enter__()
conexao.exec_driver_sql("PRAGMA cache_size = 4")
for n in range(3000):
    conexao.exec_driver_sql("INSERT INTO configuracao (chave, valor) VALUES (?, ?)", (f"meio{n}", "x" * 50))
""",
)


def test_gravacao_interrompida_no_meio_se_desfaz_quando_se_sabe_que_parou(
    registro: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    antes = Banco.abrir(registro, relogio=RELOGIO)
    gravar(antes, "confirmado")
    antes.fechar()
    morto_de_repente(registro, MATAR_NO_MEIO)
    assert interrompida(registro)
    arquivo = registro.with_name(registro.name + uso.SUFIXO)
    dados = json.loads(arquivo.read_bytes())
    # Of another machine nothing is known yet: it may be in the middle of writing.
    arquivo.write_text(json.dumps(dados | {"placa": "outra"}), "ascii")
    with pytest.raises(ErroRegistro, match=r"está no meio, ou foi interrompida.*tente de novo em 15 minutos"):
        Banco.abrir(registro, relogio=RELOGIO)
    assert interrompida(registro)
    monkeypatch.setattr(uso, "VELHA_NA_NUVEM_S", 0.0)
    monkeypatch.setattr(uso, "_VISTAS", 1)
    banco = Banco.abrir(registro, relogio=RELOGIO)
    assert banco.somente_leitura
    assert lido(banco) == "confirmado"
    with banco.leitura() as conexao:
        assert configuracao.ler(conexao, "meio0") is None
    ha_de(banco).assumir()
    banco.fechar()


def test_quem_tenta_de_novo_continua_a_espera_de_onde_estava(registro: Path) -> None:
    cronometro = Cronometro()
    de_outra_maquina(registro.with_name(registro.name + uso.SUFIXO))
    for estado in (EstadoDoUso.DE_OUTRO, EstadoDoUso.DE_OUTRO, EstadoDoUso.PARADA):
        tentativa = usado(registro, cronometro=cronometro)
        assert not tentativa.tomar()
        assert tentativa.situacao.estado == estado
        tentativa.soltar()
        cronometro.segundos += uso.VELHA_S / 2


# ------------------------------------------------------------------ this machine's own disk


def test_no_disco_daqui_as_janelas_se_veem_e_todas_gravam(tmp_path: Path, modelo: bytes) -> None:
    registro = tmp_path / "registro [1].sqlite3"
    registro.write_bytes(modelo)
    um, outro = Banco.abrir(registro, relogio=RELOGIO, login="maria"), Banco.abrir(registro, relogio=RELOGIO)
    assert ha_de(um).anunciar() == ()
    vizinhos = ha_de(outro).anunciar()
    assert [v.login for v in vizinhos] == (["maria"] if placa_daqui() else [])
    assert ha_de(outro).anunciar() == vizinhos, "said twice, it is the same"
    gravar(um, "um")
    gravar(outro, "outro")
    assert lido(um) == "outro"
    um.fechar()
    outro.fechar()
    assert [f.name for f in tmp_path.iterdir()] == [registro.name]


def test_no_disco_daqui_o_que_um_programa_morto_deixou_e_limpo(tmp_path: Path, modelo: bytes) -> None:
    registro = tmp_path / "registro.sqlite3"
    registro.write_bytes(modelo)
    morto_de_repente(registro)
    banco = Banco.abrir(registro, relogio=RELOGIO)
    assert ha_de(banco).anunciar() == ()
    banco.fechar()
    restam = {f.name for f in tmp_path.iterdir() if ".em-uso" in f.name}
    assert restam == set() or not placa_daqui()


def test_um_processo_que_nao_se_conhece_vive() -> None:
    assert vive(os.getpid())
    assert vive(0)
    with subprocess.Popen([sys.executable, "-c", ""]) as acabado:
        acabado.wait()
    assert not vive(acabado.pid)
