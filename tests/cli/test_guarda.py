"""cifrar, decifrar, conferir-papeis, compactar: what they say, and a passphrase that is never shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bahiaservidor.cli.principal import main
from bahiaservidor.registro import chaves
from bahiaservidor.registro.banco import Banco
from bahiaservidor.registro.papeis_guardados import caminho_dos_papeis
from tests.registro.base import estragar_papeis
from tests.servicos.apoio_acervo import em_arquivo

SENHA = "quatro palavras bem escolhidas"


@pytest.fixture
def caminho(tmp_path: Path) -> Iterator[Path]:
    caminho = em_arquivo(tmp_path / "registro.sqlite3")
    yield caminho
    esquecer(caminho)


def esquecer(caminho: Path) -> None:
    chaves.esquecer(caminho_dos_papeis(caminho))
    chaves.esquecer(caminho)


def test_cifrar_abrir_com_a_senha_e_decifrar(
    caminho: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BAHIASERVIDOR_CHAVE", SENHA)
    assert main(["cifrar", "--banco", str(caminho)]) == 0
    dito = capsys.readouterr().out
    assert "SEM cifra" in dito
    assert SENHA not in dito
    assert "“registro.antes-de-cifrar.sqlite3” e “registro.antes-de-cifrar.papeis.sqlite3”" in dito
    esquecer(caminho)
    assert main(["conferir-papeis", "--json", "--banco", str(caminho)]) == 0
    assert json.loads(capsys.readouterr().out) == {"conferidos": 3, "falhas": []}
    assert main(["cifrar", "--banco", str(caminho)]) == 1
    assert "já está cifrado" in capsys.readouterr().err
    esquecer(caminho)
    monkeypatch.setenv("BAHIASERVIDOR_CHAVE", "errada")
    assert main(["verificar", "--banco", str(caminho)]) == 2
    assert "A senha não abre o registro" in capsys.readouterr().err
    monkeypatch.delenv("BAHIASERVIDOR_CHAVE")
    assert main(["verificar", "--banco", str(caminho)]) == 2
    assert "a senha vem da variável BAHIASERVIDOR_CHAVE" in capsys.readouterr().err
    monkeypatch.setenv("BAHIASERVIDOR_CHAVE", SENHA)
    assert main(["decifrar", "--banco", str(caminho)]) == 0
    assert "não estão mais cifrados" in capsys.readouterr().out
    monkeypatch.delenv("BAHIASERVIDOR_CHAVE")
    assert main(["verificar", "--banco", str(caminho)]) == 0


def test_no_terminal_a_senha_se_digita_e_erra_se_tres_vezes(
    caminho: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    digitadas = [SENHA, "outra coisa qualquer"]
    monkeypatch.setattr("getpass.getpass", lambda pergunta: digitadas.pop(0))
    assert main(["cifrar", "--banco", str(caminho)]) == 1
    assert "não são iguais" in capsys.readouterr().err
    digitadas[:] = ["curta", "curta"]
    assert main(["cifrar", "--banco", str(caminho)]) == 1
    assert "de 12 a 256 caracteres" in capsys.readouterr().err
    digitadas[:] = [SENHA, SENHA]
    assert main(["cifrar", "--banco", str(caminho)]) == 0
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    esquecer(caminho)
    digitadas[:] = ["a", "b", SENHA]
    assert main(["conferir-papeis", "--banco", str(caminho)]) == 0
    assert digitadas == []
    esquecer(caminho)
    digitadas[:] = ["a", "b", "c", SENHA]
    assert main(["conferir-papeis", "--banco", str(caminho)]) == 2
    assert digitadas == [SENHA]


def test_conferir_papeis_diz_o_que_estragou_e_compactar_quanto_devolveu(
    caminho: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    banco = Banco.abrir(caminho)
    estragar_papeis(banco.papeis, "UPDATE bloco SET conteudo = x'00' WHERE id = 1")
    banco.fechar()
    assert main(["conferir-papeis", "--banco", str(caminho)]) == 1
    dito = capsys.readouterr().out
    assert "anexo 1: os bytes não são os que foram guardados (o hash não confere)" in dito
    assert "Papéis conferidos: 3. 1 falha(s)." in dito
    assert main(["compactar", "--banco", str(caminho)]) == 0
    assert "Devolvidos ao disco: 0,0 MB." in capsys.readouterr().out
