"""Two programs on one registry of a local disk: both write through the services, and nothing of either is lost."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.registro import arquivo, dialetos
from bahiaservidor.registro.arquivo import ErroRegistro
from bahiaservidor.servicos.lancamento import VersaoAntiga

from .oficio import Feito, aberto, faltas, perdidos, preparar


def trabalhar(caminho: Path, semente: int, quantos: int) -> dict[str, object]:
    """Do so many things, as one of two clerks; what was refused because the other had changed it is counted."""
    sorteio = random.Random(semente)
    feitos: list[Feito] = []
    recusas: list[str] = []
    with aberto(caminho) as oficio:
        oficio.inicio = 5_000 * semente
        while len(feitos) < quantos:
            try:
                feitos.append(oficio.fazer(sorteio, ("ato", "cadastro", "importacao")))
            except ErroDominio as erro:  # the law and the versions refuse what the other did first
                recusas.append(erro.mensagem)
                assert len(recusas) < 50 * quantos, recusas[-1]
    return {"feitos": feitos, "recusas": recusas}


def dois_ao_mesmo_tempo(caminho: Path, quantos: int) -> tuple[int, int]:
    """Let two programs work at once; return how many things were confirmed and refused."""
    comandos = [
        [sys.executable, "-m", "tests.faltas.test_duas_instancias", str(caminho), str(semente), str(quantos)]
        for semente in (1, 2)
    ]
    filhos = [
        subprocess.Popen(comando, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for comando in comandos
    ]
    saidas = [filho.communicate() for filho in filhos]
    assert [filho.returncode for filho in filhos] == [0, 0], [erros for _, erros in saidas]
    contas = [json.loads(saida) for saida, _ in saidas]
    feitos = [(str(e), int(i)) for conta in contas for e, i in conta["feitos"]]
    with aberto(caminho) as oficio:
        assert perdidos(oficio, feitos) == []
        assert faltas(oficio) == []
    assert len(feitos) == len(set(feitos)) == 2 * quantos
    return len(feitos), sum(len(conta["recusas"]) for conta in contas)


def test_dois_programas_gravam(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    caminho = tmp_path / "registro.sqlite3"
    preparar(caminho, candidatos=60)
    feitos, recusas = dois_ao_mesmo_tempo(caminho, 8)
    record_property("medida", f"2 programas, {feitos} confirmados, {recusas} recusados com uma frase, 0 perdidos")


@pytest.mark.longo
def test_dois_programas_gravam_muito(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    caminho = tmp_path / "registro.sqlite3"
    preparar(caminho, candidatos=800)
    feitos, recusas = dois_ao_mesmo_tempo(caminho, 300)
    record_property("medida", f"2 programas, {feitos} confirmados, {recusas} recusados com uma frase, 0 perdidos")


def test_a_versao_vista_vale_entre_dois_programas(tmp_path: Path) -> None:
    caminho = tmp_path / "registro.sqlite3"
    preparar(caminho)
    with aberto(caminho) as um, aberto(caminho) as outro:
        vinculo, versao = um.valor("SELECT min(id) FROM vinculo"), um.valor("SELECT versao FROM vinculo")
        um.registrar("afastamento", servidor=1, vinculo_id=vinculo, versao=versao, inicio="2026-02-20",
                     fim="2026-02-25", motivo="casamento")  # fmt: skip
        with pytest.raises(VersaoAntiga):
            outro.registrar("afastamento", servidor=1, vinculo_id=vinculo, versao=versao, inicio="2026-02-26",
                            fim="2026-02-27", motivo="casamento")  # fmt: skip


def test_quem_espera_demais_ouve_uma_frase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialetos, "ESPERA_MS", 60)
    caminho = tmp_path / "registro.sqlite3"
    preparar(caminho)
    with aberto(caminho) as oficio:
        with closing(arquivo.conectar(caminho, "rw")) as outro:
            outro.execute("BEGIN IMMEDIATE")
            recusa: list[str] = []

            def tentar() -> None:
                try:
                    oficio.fazer(random.Random(1), ("ato",))
                except ErroRegistro as erro:
                    recusa.append(erro.mensagem)

            linha = threading.Thread(target=tentar)
            linha.start()
            linha.join()
            assert "Outro programa está gravando no registro. Nada foi gravado" in recusa[0]
            outro.execute("ROLLBACK")
        feito = oficio.fazer(random.Random(1), ("ato",))
        assert perdidos(oficio, [feito]) == []


if __name__ == "__main__":
    sys.stdout.write(json.dumps(trabalhar(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))) + "\n")
