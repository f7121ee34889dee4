"""Backups: what a copy must prove before it is one, when they are made, and what a disk that refuses leaves behind."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.registro import copias as motor
from bahiaservidor.registro.arquivo import conectar
from bahiaservidor.registro.banco import Banco
from bahiaservidor.servicos import abertura, copias, copias_ajustes, copias_cifra, copias_obra
from bahiaservidor.servicos.copias_ajustes import Ajustes
from bahiaservidor.servicos.copias_manifesto import Motivo, ler
from bahiaservidor.servicos.permissoes import ErroDePermissao, Permissao, Sessao

from .apoio_copias import FRASE, Lugar, frase_do_erro, lugar


@pytest.fixture
def reg(tmp_path: Path) -> Iterator[Lugar]:
    with lugar(tmp_path) as novo:
        yield novo


def test_a_copia_e_provada_e_diz_o_que_tem(reg: Lugar) -> None:
    reg.pessoa()
    copia = reg.copiar()
    m = copia.manifesto
    assert m.arquivo == "registro-20261122T153000Z-pedido.sqlite3"
    assert reg.na_pasta() == [m.arquivo, f"{m.arquivo}.json"]
    assert m.provada
    assert m.retrato == motor.retrato_do_arquivo(copia.caminho)
    assert (m.retrato.contagens["servidor"], m.retrato.selo) == (1, 1)
    with reg.ctx.banco.leitura() as conexao:
        selado = conexao.exec_driver_sql("SELECT hash, motivo FROM selo").one()
    assert tuple(selado) == (m.retrato.hash_selo, "Cópia de segurança: a pedido")
    banco = Banco.temporario(copia.caminho)
    with banco.leitura() as conexao:
        assert conexao.exec_driver_sql("SELECT nome FROM servidor").scalar() == "Jacira d'Ávila"
    banco.fechar()
    assert not (copia.caminho.stat().st_mode & 0o077) or reg.copias.stat().st_mode & 0o077 == 0
    assert reg.trilha() == [("copia", "pedido")]


@pytest.mark.parametrize(
    ("estrago", "diz"),
    [
        ("indice", "integrity_check encontrou dano"),
        ("pagina", "danificado"),
        ("cortada", "danificado"),
        ("linha", "tabela “servidor” tem 0 linhas e devia ter 1"),
        ("solta", "que não existe"),
        ("cabeca", "cabeça do livro"),
        ("marca", "marca de um registro"),
    ],
)
def test_uma_copia_que_nao_e_o_que_devia_nao_fica(
    reg: Lugar, monkeypatch: pytest.MonkeyPatch, estrago: str, diz: str
) -> None:
    reg.pessoa()
    boa = reg.copiar()
    antes = reg.na_pasta()
    de_verdade = motor.copiar

    def estragada(origem: Path, destino: Path) -> motor.Retrato:
        retrato = de_verdade(origem, destino)
        _estragar(destino, estrago)
        return retrato

    monkeypatch.setattr(motor, "copiar", estragada)
    with pytest.raises(copias_obra.ErroDeCopia) as pego:
        reg.copiar()
    assert diz in frase_do_erro(pego.value)
    assert reg.na_pasta() == antes
    assert copias.listar(reg.ctx) == (boa,)
    situacao = copias.situacao(reg.ctx)
    assert (situacao.falha, situacao.bem) == (pego.value.mensagem, False)
    assert reg.trilha()[-1] == ("falha", "pedido")
    monkeypatch.undo()
    reg.relogio.andar(minutes=1)
    reg.copiar()
    assert copias.situacao(reg.ctx).bem


def _estragar(caminho: Path, estrago: str) -> None:
    if estrago == "cortada":
        os.truncate(caminho, caminho.stat().st_size // 2)
        return
    if estrago == "indice":
        _desencontrar(caminho)
        return
    if estrago == "pagina":
        with caminho.open("rb+") as arquivo:
            arquivo.seek(caminho.stat().st_size - 4096)
            arquivo.write(b"\xa5" * 4096)
        return
    comandos = {
        "linha": ("DROP TRIGGER servidor_so_programa_apaga", "DELETE FROM servidor"),
        "solta": ("DROP TRIGGER unidade_so_programa_altera", "UPDATE unidade SET orgao_id = 999"),
        "cabeca": ("DROP TRIGGER ato_nao_altera", "UPDATE ato SET hash = 'x' WHERE id = (SELECT max(id) FROM ato)"),
        "marca": ("PRAGMA application_id = 1",),
    }[estrago]
    conexao = conectar(caminho, "rw")
    for comando in comandos:
        conexao.execute(comando)
    conexao.close()


def _desencontrar(caminho: Path) -> None:
    """Make a row say one thing and its index another, with every page well made."""
    conexao = conectar(caminho, "rw")
    conexao.execute("PRAGMA writable_schema = ON")
    escolha = "FROM sqlite_master WHERE type = 'index' AND tbl_name = 'servidor' AND sql LIKE '%nome%'"
    indice = conexao.execute(f"SELECT * {escolha} LIMIT 1").fetchone()
    conexao.execute("DELETE FROM sqlite_master WHERE name = ?", (indice[1],))
    conexao.close()
    conexao = conectar(caminho, "rw")
    conexao.execute("DROP TRIGGER servidor_so_programa_altera")
    conexao.execute("UPDATE servidor SET nome = 'Outra', nome_busca = 'outra'")
    conexao.execute("PRAGMA writable_schema = ON")
    conexao.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", indice)
    conexao.close()


def test_a_copia_e_de_um_momento_so_mesmo_com_quem_escreve(reg: Lugar, monkeypatch: pytest.MonkeyPatch) -> None:
    de_verdade = motor.retratar
    vezes: list[int] = []

    def retratar(conexao: object) -> motor.Retrato:
        retrato = de_verdade(conexao)  # type: ignore[arg-type]
        if not vezes:
            vezes.append(1)
            reg.pessoa("Quem entrou entre o retrato e a cópia")
        return retrato

    monkeypatch.setattr(motor, "retratar", retratar)
    copia = reg.copiar()
    assert copia.manifesto.retrato.contagens["servidor"] == 0
    assert reg.nomes() == ["Quem entrou entre o retrato e a cópia"]


def test_quando_se_copia_sozinho(reg: Lugar) -> None:
    assert copias.situacao(reg.ctx).ultima is None
    assert copias.diaria(reg.ctx) is not None
    assert copias.diaria(reg.ctx) is None
    assert copias.ao_fechar(reg.ctx) is None
    assert copias.antes_de_importar(reg.ctx) is None
    reg.pessoa()
    reg.relogio.andar(minutes=5)
    feita = copias.ao_fechar(reg.ctx)
    assert feita is not None
    assert feita.manifesto.motivo is Motivo.FECHAMENTO
    reg.pessoa("Outra")
    reg.relogio.andar(minutes=5)
    antes = copias.antes_de_importar(reg.ctx)
    assert antes is not None
    assert antes.manifesto.motivo is Motivo.IMPORTACAO
    # 20:50 in Bahia of the same day, then past midnight.
    reg.relogio.andar(hours=8)
    assert not copias.devida(reg.ctx)
    reg.relogio.andar(hours=4)
    assert copias.devida(reg.ctx)
    # A clock that goes back asks for a copy too, and it is the latest though its hour is not.
    reg.relogio.andar(days=-40)
    assert copias.devida(reg.ctx)
    assert copias.situacao(reg.ctx).atrasada
    volta = copias.diaria(reg.ctx)
    assert volta is not None
    assert copias.listar(reg.ctx)[0].manifesto == volta.manifesto
    assert copias.situacao(reg.ctx).bem


def test_avisa_quando_a_ultima_e_velha(reg: Lugar) -> None:
    reg.copiar()
    copias_ajustes.gravar(reg.ctx, ajustes=Ajustes(dias_de_alerta=3))
    reg.relogio.andar(days=3)
    assert not copias.situacao(reg.ctx).atrasada
    reg.relogio.andar(minutes=1)
    situacao = copias.situacao(reg.ctx)
    assert (situacao.atrasada, situacao.dias, situacao.bem) == (True, 3, False)


def test_o_segundo_destino_recebe_falta_e_volta(reg: Lugar, tmp_path: Path) -> None:
    disco = tmp_path / "disco"
    disco.mkdir()
    copias_ajustes.gravar(reg.ctx, ajustes=Ajustes(segundo=str(disco)))
    copia = reg.copiar()
    assert copia.pastas == (reg.copias, disco)
    assert (disco / copia.manifesto.arquivo).read_bytes() == copia.caminho.read_bytes()
    no_disco = ler(disco / f"{copia.manifesto.arquivo}.json")
    assert no_disco is not None
    assert "byte por byte" in no_disco.como
    disco.rename(tmp_path / "gaveta")
    reg.relogio.andar(days=1)
    feita = copias.copiar(reg.ctx)
    assert feita.pastas == (reg.copias,)
    (aviso,) = feita.avisos
    assert f"a pasta “{disco}” não está acessível" in aviso
    assert copias.situacao(reg.ctx).sem_segundo == str(disco)
    (tmp_path / "gaveta").rename(disco)
    assert copias.espelhar(reg.ctx)
    assert copias.listar(reg.ctx)[0].pastas == (reg.copias, disco)
    assert not copias.espelhar(reg.ctx)


def test_sem_o_primeiro_destino_a_copia_vai_para_o_segundo(reg: Lugar, tmp_path: Path) -> None:
    primeiro, segundo = tmp_path / "primeiro", tmp_path / "segundo"
    primeiro.mkdir()
    segundo.mkdir()
    copias_ajustes.gravar(reg.ctx, ajustes=Ajustes(destino=str(primeiro), segundo=str(segundo)))
    primeiro.rmdir()
    assert copias.copiar(reg.ctx).pastas == (segundo,)
    segundo.rename(tmp_path / "longe")
    with pytest.raises(copias_obra.ErroDeCopia, match="não está acessível"):
        copias.copiar(reg.ctx)


@pytest.mark.parametrize("numero", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_o_disco_que_recusa_nao_estraga_o_que_havia(reg: Lugar, monkeypatch: pytest.MonkeyPatch, numero: int) -> None:
    reg.copiar()
    antes = {nome: (reg.copias / nome).read_bytes() for nome in reg.na_pasta()}
    diz = {errno.ENOSPC: "está cheio", errno.EACCES: "não é permitido", errno.EIO: "respondeu com erro"}[numero]

    def recusar(*_: object, **__: object) -> None:
        raise OSError(numero, os.strerror(numero))

    # Each is what the disk refuses at a different moment: the copy, the rehearsal, the name, the manifest.
    for modulo, nome in (
        (motor, "copiar"), (motor, "duplicar"), (copias_obra, "firmar"), (copias_obra, "colocar"),
    ):  # fmt: skip
        with monkeypatch.context() as remendo:
            remendo.setattr(modulo, nome, recusar)
            with pytest.raises(copias_obra.ErroDeCopia) as pego:
                copias.copiar(reg.ctx)
        assert diz in frase_do_erro(pego.value), nome
        assert {n: (reg.copias / n).read_bytes() for n in reg.na_pasta()} == antes, nome


def test_sem_espaco_nem_comeca(reg: Lugar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copias_obra, "espaco_livre", lambda _: 1000)
    with pytest.raises(copias_obra.ErroDeCopia, match="precisa de"):
        copias.copiar(reg.ctx)
    assert reg.na_pasta() == []


def test_interrompida_nao_deixa_nada_nem_fica_como_falha(reg: Lugar) -> None:
    with pytest.raises(copias_obra.ErroDeCopia, match="interrompida"):
        copias.copiar(reg.ctx, cancelado=lambda: True)
    assert reg.na_pasta() == []
    assert copias.situacao(reg.ctx).falha == ""


def test_o_que_sobrou_de_uma_queda_sai_no_dia_seguinte(reg: Lugar) -> None:
    reg.copiar()
    velha, nova, alheia = (reg.copias / n for n in (f".{'a' * 16}.obra", f".{'b' * 16}.obra", ".minha.obra"))
    for pasta in (velha, nova, alheia):
        pasta.mkdir()
        (pasta / "copia.sqlite3").write_bytes(b"x")
        os.utime(pasta, (reg.relogio.agora().timestamp(),) * 2)
    reg.relogio.andar(hours=25)
    os.utime(nova, (reg.relogio.agora().timestamp(),) * 2)
    reg.copiar()
    assert [p.exists() for p in (velha, nova, alheia)] == [False, True, True]


def test_provar_de_novo_acha_um_bit_virado_e_diz_onde(reg: Lugar, tmp_path: Path) -> None:
    disco = tmp_path / "disco"
    disco.mkdir()
    copias_ajustes.gravar(reg.ctx, ajustes=Ajustes(segundo=str(disco)))
    copia = reg.copiar()
    assert copias.provar(reg.ctx, guardada=copia).passou
    with copia.caminho.open("rb+") as arquivo:
        arquivo.seek(5000)
        byte = arquivo.read(1)[0]
        arquivo.seek(5000)
        arquivo.write(bytes([byte ^ 1]))
    prova = copias.provar(reg.ctx, guardada=copia)
    assert [(pasta, bool(falha)) for pasta, falha in prova.por_pasta] == [(reg.copias, True), (disco, False)]
    (agora,) = copias.listar(reg.ctx)
    # What is sound comes first: restoring takes the one of the second disk.
    assert agora.pastas[0] == disco
    assert agora.manifesto.provada
    assert [a for a, _ in reg.trilha()] == ["copia", "prova", "reprova"]
    with pytest.raises(copias_obra.ErroDeCopia, match="está provada"):
        copias.descartar(reg.ctx, guardada=agora)


def test_a_cifrada_so_abre_com_a_frase_e_com_a_chave_dela(reg: Lugar, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(copias_cifra.ErroDeFrase, match="15 a 256"):
        copias.cifrar(reg.ctx, frase="curta")
    copias.cifrar(reg.ctx, frase=FRASE)
    reg.relogio.andar(minutes=1)
    copia = reg.copiar()
    assert copia.caminho.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert b"Secretaria" not in copia.caminho.read_bytes()
    assert copia.manifesto.cifrada
    with pytest.raises(copias_cifra.ErroDeFrase, match="não abre a chave"):
        copias.provar(reg.ctx, guardada=copia, frase="outra frase comprida")
    assert copias.provar(reg.ctx, guardada=copia, frase=FRASE).passou
    assert [p for p in reg.arquivo.parent.iterdir() if p.name.endswith(".obra")] == []
    # A new key leaves the one of the earlier copies beside them, and each copy says which is its own.
    primeira = copias.chave_de(reg.ctx, copia)
    monkeypatch.setattr(copias_cifra, "criar_chave", lambda _: (copias_ajustes.ler(reg.ctx).recipiente, "outra chave"))
    copias.cifrar(reg.ctx, frase=FRASE)
    reg.relogio.andar(minutes=1)
    outra = reg.copiar()
    assert copias.chave_de(reg.ctx, outra) == "outra chave"
    assert copias.chave_de(reg.ctx, copia) == primeira
    copias.deixar_de_cifrar(reg.ctx)
    reg.relogio.andar(minutes=1)
    assert not reg.copiar().manifesto.cifrada
    for arquivo in reg.copias.glob("chave-das-copias*.age"):
        arquivo.unlink()
    with pytest.raises(copias_obra.ErroDeCopia, match="Falta ao lado"):
        copias.provar(reg.ctx, guardada=copia, frase=FRASE)


def test_so_quem_pode_pede_mas_o_programa_copia_para_todos(reg: Lugar) -> None:
    reg.ctx.entrar(Sessao(usuario="ana", usuario_id=2, permissoes=frozenset({Permissao.CONSULTAR})))
    for pedido in (
        lambda: copias.copiar(reg.ctx),
        lambda: copias.cifrar(reg.ctx, frase=FRASE),
        lambda: copias_ajustes.gravar(reg.ctx, ajustes=Ajustes()),
    ):
        with pytest.raises(ErroDePermissao):
            pedido()
    feita = copias.diaria(reg.ctx)
    assert feita is not None
    with pytest.raises(ErroDePermissao):
        copias.provar(reg.ctx, guardada=copias.listar(reg.ctx)[0])


@pytest.mark.parametrize(
    "ruins",
    [
        Ajustes(segundo="relativa"),
        Ajustes(destino="/nao/existe"),
        Ajustes(dias_de_alerta=0),
        replace(Ajustes(), geracoes=replace(Ajustes().geracoes, dias=0)),
    ],
)
def test_ajuste_que_nao_serve_nao_muda_nada(reg: Lugar, ruins: Ajustes) -> None:
    with pytest.raises(ErroDominio, match="Nada foi alterado"):
        copias_ajustes.gravar(reg.ctx, ajustes=ruins)
    assert copias_ajustes.ler(reg.ctx) == Ajustes()


def test_o_que_nao_e_manifesto_nao_atrapalha_nem_e_apagado(reg: Lugar) -> None:
    copia = reg.copiar()
    manifesto = json.loads((reg.copias / f"{copia.manifesto.arquivo}.json").read_text())
    intrusos = {
        "alheio.sqlite3": b"nao sou copia",
        "alheio.sqlite3.json": b"[1, 2",
        "fora.sqlite3.json": json.dumps({**manifesto, "arquivo": "../fora.sqlite3"}).encode(),
        "outro.sqlite3": b"de outro registro",
        "outro.sqlite3.json": json.dumps(
            {**manifesto, "arquivo": "outro.sqlite3", "retrato": {**manifesto["retrato"], "registro": "f" * 64}}
        ).encode(),
        "fundo.sqlite3.json": b"[" * 100_000,
    }
    for nome, conteudo in intrusos.items():
        (reg.copias / nome).write_bytes(conteudo)
    for _ in range(5):
        reg.relogio.andar(days=400)
        assert copias.diaria(reg.ctx) is not None
    assert {n: (reg.copias / n).read_bytes() for n in intrusos} == intrusos
    assert all(g.manifesto.retrato.registro == copia.manifesto.retrato.registro for g in copias.listar(reg.ctx))


def test_um_registro_so_para_ler_tambem_se_copia(reg: Lugar) -> None:
    abertura.fechar(reg.ctx)
    reg.arquivo.chmod(0o400)
    reg.abrir()
    assert reg.ctx.banco.somente_leitura
    copia = reg.copiar()
    assert copia.manifesto.provada
    assert reg.trilha() == []
    reg.arquivo.chmod(0o600)
