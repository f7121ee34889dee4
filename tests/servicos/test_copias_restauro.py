"""Going back to a copy: what would be lost is said, the exchange is whole, whenever it is interrupted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bahiaservidor.registro import copias as motor
from bahiaservidor.registro import migracao, restauro
from bahiaservidor.registro.arquivo import ErroRegistro, conectar
from bahiaservidor.registro.banco import Banco
from bahiaservidor.registro.copias import retrato_do_arquivo
from bahiaservidor.registro.dialetos import autorizar
from bahiaservidor.servicos import abertura, copias, copias_ajustes, copias_migracao, copias_obra, copias_restauro
from bahiaservidor.servicos import verificacao as verificar
from bahiaservidor.servicos.copias_ajustes import Ajustes
from bahiaservidor.servicos.copias_manifesto import Motivo
from bahiaservidor.servicos.permissoes import ErroDePermissao, Permissao, Sessao

from .apoio_copias import INICIO, Lugar, frase_do_erro, lugar


@pytest.fixture
def reg(tmp_path: Path) -> Iterator[Lugar]:
    with lugar(tmp_path) as novo:
        yield novo


def test_diz_o_que_se_perde_e_troca_inteiro(reg: Lugar, tmp_path: Path) -> None:
    disco = tmp_path / "disco"
    disco.mkdir()
    reg.pessoa()
    copia = reg.copiar()
    copias_ajustes.gravar(reg.ctx, ajustes=Ajustes(segundo=str(disco)))
    reg.relogio.andar(minutes=10)
    reg.pessoa("Nilo Peçanha")
    exame = copias_restauro.examinar(reg.ctx, guardada=copia)
    (perdido,) = exame.atos_perdidos
    assert (perdido.pessoa, perdido.especie, perdido.autor) == ("Nilo Peçanha", "Cadastro de pessoa", "jacira")
    assert (exame.atos, exame.papeis, exame.de_outro) == (1, 0, False)
    pessoas = next(c for c in exame.contadas if c.rotulo == "Pessoas")
    assert (pessoas.na_copia, pessoas.agora) == (1, 2)
    feito = copias_restauro.restaurar(reg.ctx, guardada=copia)
    reg.abrir()
    assert reg.nomes() == ["Jacira d'Ávila"]
    assert verificar.verificar(reg.ctx).integra
    # Where copies go is of today, not of the day of the copy.
    assert copias_ajustes.ler(reg.ctx).segundo == str(disco)
    assert feito.guardado == reg.arquivo.with_name("registro.antes-de-restaurar-20261122T154000Z.sqlite3")
    assert [a for a, _ in reg.trilha()] == ["copia", "restaura"]
    # And what was replaced is a registry like any other, with the attempt in its trail: one goes back to it.
    outra = copias_restauro.de_arquivo(feito.guardado)
    reg.relogio.andar(minutes=1)
    copias_restauro.restaurar(reg.ctx, guardada=outra)
    reg.abrir()
    assert reg.nomes() == ["Jacira d'Ávila", "Nilo Peçanha"]
    assert [a for a, _ in reg.trilha()] == ["copia", "tenta restaurar", "restaura"]
    assert [p for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_depois_de_voltar_o_que_se_perde_conta_do_ponto_comum(reg: Lugar) -> None:
    velha = reg.copiar()
    reg.pessoa("Abandonada")
    reg.relogio.andar(minutes=1)
    do_ramo = reg.copiar()
    copias_restauro.restaurar(reg.ctx, guardada=velha)
    reg.abrir()
    reg.pessoa("Outra vida")
    exame = copias_restauro.examinar(reg.ctx, guardada=do_ramo)
    assert [x.pessoa for x in exame.atos_perdidos] == ["Outra vida"]
    reg.relogio.andar(minutes=1)
    nova = reg.copiar()
    assert nova.manifesto.sequencia > do_ramo.manifesto.sequencia


def test_copia_de_outro_registro_e_dita(reg: Lugar, tmp_path: Path) -> None:
    (tmp_path / "outro").mkdir()
    with lugar(tmp_path / "outro") as outro:
        copia = outro.copiar()
    exame = copias_restauro.examinar(reg.ctx, guardada=copia)
    assert exame.de_outro
    assert exame.atos == exame.contadas[2].agora


def test_so_restaura_quem_pode(reg: Lugar) -> None:
    copia = reg.copiar()
    reg.ctx.entrar(Sessao(usuario="ana", usuario_id=2, permissoes=frozenset({Permissao.CONSULTAR, Permissao.COPIAR})))
    for pedir in (copias_restauro.examinar, copias_restauro.restaurar):
        with pytest.raises(ErroDePermissao):
            pedir(reg.ctx, guardada=copia)
    assert [a for a, _ in reg.trilha()] == ["copia"]


def test_copia_estragada_ou_mais_nova_nao_troca_nada(reg: Lugar) -> None:
    copia = reg.copiar()
    with copia.caminho.open("rb+") as arquivo:
        arquivo.truncate(copia.manifesto.tamanho - 4096)
    with pytest.raises(copias_obra.ErroDeCopia) as pego:
        copias_restauro.restaurar(reg.ctx, guardada=copia)
    assert "não está boa" in frase_do_erro(pego.value)
    texto = (reg.copias / f"{copia.manifesto.arquivo}.json").read_text()
    nova = reg.copias / f"{copia.manifesto.arquivo}.json"
    nova.write_text(json.dumps({**json.loads(texto), "retrato": {**json.loads(texto)["retrato"], "esquema": "9999"}}))
    with pytest.raises(copias_obra.ErroDeCopia, match="versão mais nova"):
        copias_restauro.restaurar(reg.ctx, guardada=copias.listar(reg.ctx)[0])
    assert reg.nomes() == []
    with pytest.raises(copias_obra.ErroDeCopia, match="não existe"):
        copias_restauro.de_arquivo(reg.copias / "nada.sqlite3")
    (reg.copias / "texto.sqlite3").write_text("não sou um banco de dados, nem pareço")
    with pytest.raises(ErroRegistro, match="não é um registro"):
        copias_restauro.de_arquivo(reg.copias / "texto.sqlite3")


def test_com_o_registro_aberto_em_outro_lugar_nao_troca(reg: Lugar) -> None:
    copia = reg.copiar()
    outro = Banco.abrir(reg.arquivo)
    with outro.leitura() as conexao:
        conexao.exec_driver_sql("SELECT count(*) FROM servidor").scalar()
        with pytest.raises(ErroRegistro) as pego:
            copias_restauro.restaurar(reg.ctx, guardada=copia)
    outro.fechar()
    assert "aberto em outra janela" in frase_do_erro(pego.value)
    reg.abrir()
    assert reg.trilha()[-1][0] == "tenta restaurar"


@pytest.mark.parametrize("estrago", ["cortado", "lixo", "ausente"])
def test_registro_que_nao_abre_volta_de_uma_copia(reg: Lugar, estrago: str) -> None:
    reg.pessoa()
    copia = reg.copiar()
    abertura.fechar(reg.ctx)
    if estrago == "ausente":
        reg.arquivo.unlink()
    elif estrago == "lixo":
        reg.arquivo.write_bytes(os.urandom(50_000))
    else:
        os.truncate(reg.arquivo, 8192)
    feito = copias_restauro.restaurar_no_lugar(
        registro=reg.arquivo, guardada=copias_restauro.de_arquivo(copia.caminho), relogio=reg.relogio, usuario="jacira"
    )
    assert (feito.guardado is None) == (estrago == "ausente")
    reg.abrir()
    assert reg.nomes() == ["Jacira d'Ávila"]


_FILHO = """
import os, signal, sys
from pathlib import Path
from bahiaservidor.registro.restauro import PASSOS, trocar
pasta = Path(sys.argv[1])
for numero, nome in enumerate(PASSOS):
    daqui = pasta / str(numero)
    filho = os.fork()
    if filho == 0:
        # The old registry still has pages in its journal, as after a fall.
        trocar(registro=daqui / "r.sqlite3", novo=daqui / "novo.sqlite3", guardado=daqui / "guardado.sqlite3",
               passo=lambda dado: os.kill(os.getpid(), signal.SIGKILL) if dado == nome else None)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(filho, 0)[1]) == -signal.SIGKILL, nome
"""


def test_morta_em_qualquer_passo_deixa_o_velho_ou_o_novo(reg: Lugar, tmp_path: Path) -> None:
    novo = reg.copiar().caminho.read_bytes()
    reg.pessoa("Só no velho")
    # Copied with its journal while open: what the machine has when the power goes.
    velho, diario = reg.arquivo.read_bytes(), reg.arquivo.with_name(f"{reg.arquivo.name}-wal").read_bytes()
    assert len(diario) > 0
    for numero in range(len(restauro.PASSOS)):
        daqui = tmp_path / "quedas" / str(numero)
        daqui.mkdir(parents=True)
        (daqui / "r.sqlite3").write_bytes(velho)
        (daqui / "r.sqlite3-wal").write_bytes(diario)
        (daqui / "novo.sqlite3").write_bytes(novo)
    subprocess.run([sys.executable, "-c", _FILHO, str(tmp_path / "quedas")], check=True, timeout=60)
    vistos = []
    for numero, passo in enumerate(restauro.PASSOS):
        daqui = tmp_path / "quedas" / str(numero)
        retrato = retrato_do_arquivo(daqui / "r.sqlite3")
        conexao = conectar(daqui / "r.sqlite3", "rw")
        assert conexao.execute("PRAGMA integrity_check").fetchone() == ("ok",), passo
        conexao.close()
        vistos.append((passo, "velho" if retrato.contagens["servidor"] == 1 else "novo"))
        if passo in ("guardado", "trocado", "firmado"):
            assert retrato_do_arquivo(daqui / "guardado.sqlite3").contagens["servidor"] == 1
    assert vistos == [
        ("pronto", "velho"), ("recolhido", "velho"), ("guardado", "velho"), ("trocado", "novo"), ("firmado", "novo"),
    ]  # fmt: skip


# ------------------------------------------------------------------ an earlier version


def _para_a_versao(reg: Lugar, versao: str) -> None:
    with reg.ctx.banco.escrita() as conexao:
        migracao.reverter(conexao, para=versao)
    reg.ctx.banco.fechar()


def test_antes_de_atualizar_copia_e_sem_copia_nao_atualiza(reg: Lugar, tmp_path: Path) -> None:
    reg.pessoa()
    _para_a_versao(reg, "0010")
    reg.copias.write_text("uma pasta não pode ficar aqui")
    with pytest.raises(copias_migracao.ErroAntesDeMigrar) as pego:
        reg.abrir()
    assert "esquema 0010" in frase_do_erro(pego.value)
    assert retrato_do_arquivo(reg.arquivo).esquema == "0010"
    reg.copias.unlink()
    reg.abrir()
    (copia,) = copias.listar(reg.ctx)
    assert (copia.manifesto.motivo, copia.manifesto.retrato.esquema) == (Motivo.MIGRACAO, "0010")
    assert copia.manifesto.provada
    # What is gone back to is the earlier version, brought to this one.
    reg.pessoa("Depois")
    reg.relogio.andar(minutes=1)
    exame = copias_restauro.examinar(reg.ctx, guardada=copia)
    assert [x.pessoa for x in exame.atos_perdidos] == ["Depois"]
    copias_restauro.restaurar(reg.ctx, guardada=copia)
    reg.abrir()
    assert reg.nomes() == ["Jacira d'Ávila"]


def test_sem_poder_copiar_atualiza_se_alguem_decide(reg: Lugar) -> None:
    _para_a_versao(reg, "0010")
    reg.copias.write_text("uma pasta não pode ficar aqui")
    abertura.atualizar(reg.arquivo, relogio=reg.relogio, usuario="jacira", sem_copia=True)
    reg.abrir()
    assert reg.relogio.agora() - INICIO == timedelta(0)
    assert retrato_do_arquivo(reg.arquivo).esquema > "0010"


def test_um_registro_ruim_nao_deixa_ninguem_sem_copias(reg: Lugar) -> None:
    reg.pessoa()
    with closing(conectar(reg.arquivo, "rw")) as conexao:
        autorizar(conexao)
        conexao.execute("PRAGMA foreign_keys = OFF")
        conexao.execute("UPDATE unidade SET orgao_id = 999")
        conexao.commit()
    feita = copias.copiar(reg.ctx)
    # Proven, and what it has of bad is said: it is the registry's, and restoring gives the same.
    assert "tem um registro ruim: a linha 1 de “unidade” se refere a uma de “orgao”" in feita.avisos[0]
    (guardada,) = copias.listar(reg.ctx)
    assert guardada.manifesto.provada
    assert guardada.manifesto.ruins == 1
    assert "que já tinha um registro ruim" in guardada.manifesto.como
    assert copias.situacao(reg.ctx).bem
    copias_restauro.restaurar(reg.ctx, guardada=guardada)
    reg.abrir()
    # One more than the registry had is a fault of the copy.
    outra = motor.copiar(reg.arquivo, reg.arquivo.with_name("outra.sqlite3"))
    with pytest.raises(motor.CopiaReprovada, match="unidade"):
        motor.ensaiar(reg.arquivo.with_name("outra.sqlite3"), reg.arquivo.with_name("r.sqlite3"), outra)
