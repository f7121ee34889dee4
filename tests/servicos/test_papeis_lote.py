"""Batches: the whole list in one go, numbered in sequence, all or none; and read together, not one by one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from bahiaservidor.arquivos import ErroDeArquivo
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.servicos import convocacoes, minutas, papeis, papeis_lote
from bahiaservidor.servicos.conferencia_documentos import Veredito, conferir
from bahiaservidor.servicos.papeis_emissao import memoria_de
from bahiaservidor.servicos.papeis_lote import LoteRecusado, emitir_lote
from bahiaservidor.servicos.tipos import DadosPessoa, PedidoAto
from bahiaservidor.servicos.tipos.lote import Alvo, PedidoDoLote
from tests.documentos.amostras import NOME_LONGO, ler
from tests.documentos.apoio import fora_das_margens, sem_memoria

from .cenario import HOJE, Cenario, cenario

COMPARECER: dict[str, Any] = {"dia": date(2026, 3, 4), "hora": "9h", "local": "Auditório da Secretaria, 1º andar"}


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


def nomear(c: Cenario, indice: int, **campos: Any) -> int:
    pessoa = DadosPessoa(nome=f"Candidato {indice + 1}", nascimento=date(1990, 1, 1))
    vinculo = c.nomear(indice, **({"pessoa": pessoa} | campos)).vinculo_id
    assert vinculo is not None
    return vinculo


def empossar(c: Cenario, indice: int) -> int:
    nomeado = c.nomear(indice)
    posse = c.registrar("posse", servidor=nomeado.servidor_id, data=f"2026-02-{10 + indice}")
    assert posse.vinculo_id is not None
    return posse.vinculo_id


def termos(*ids: int) -> PedidoDoLote:
    return PedidoDoLote(especie="termo_posse", ids=ids)


def test_os_termos_de_uma_lista_saem_numerados_em_sequencia(c: Cenario) -> None:
    ids = [empossar(c, n) for n in range(3)]
    sem_posse = nomear(c, 3)
    quem = papeis_lote.destinatarios(c.ctx, especie="termo_posse", alvo=Alvo(lista_id=c.lista), hoje=HOJE)
    assert [(d.id, d.classificacao, bool(d.impedimento)) for d in quem] == [
        (ids[0], 1, False), (ids[1], 2, False), (ids[2], 3, False), (sem_posse, 4, True)
    ]  # fmt: skip
    avancos: list[tuple[int, int]] = []
    lote = emitir_lote(
        c.ctx, pedido=termos(ids[1], ids[0], ids[2]), hoje=HOJE, progresso=lambda a, b: avancos.append((a, b))
    )
    assert [d.numero for d in lote.documentos] == ["1/2026", "2/2026", "3/2026"]
    assert {d.lote for d in lote.documentos} == {lote.lote}
    assert avancos == [(1, 3), (2, 3), (3, 3)]
    assert lote.arquivos[0][0] == "termo-de-posse-candidato-2-1-2026.pdf"
    assert lote.junto is not None
    assert ler(lote.junto) == [pagina for _, pdf in lote.arquivos for pagina in ler(pdf)]
    for documento, (_, pdf) in zip(lote.documentos, lote.arquivos, strict=True):
        assert papeis.bytes_de(c.ctx, documento_id=documento.id) == pdf
        assert sem_memoria(pdf, memoria_de(c.ctx, documento_id=documento.id)) == set()
        assert conferir(c.ctx, dados=pdf).veredito is Veredito.INALTERADO
    assert conferir(c.ctx, dados=lote.junto).veredito is Veredito.INALTERADO


def test_um_do_lote_e_o_mesmo_que_sairia_sozinho(c: Cenario) -> None:
    vinculo = empossar(c, 0)
    lote = emitir_lote(c.ctx, pedido=termos(vinculo), hoje=HOJE, junto=False)
    sozinho = papeis.emitir(c.ctx, papel=papeis.termo_posse(c.ctx, vinculo_id=vinculo, hoje=HOJE))
    assert sozinho.id == lote.documentos[0].id
    assert lote.junto is None
    de_novo = emitir_lote(c.ctx, pedido=termos(vinculo), hoje=HOJE, junto=False)
    assert (de_novo.repetidos, de_novo.documentos[0].id) == (1, sozinho.id)
    assert c.contar("documento_emitido") == 1


def test_as_minutas_do_lote_sao_numeradas_com_ele(c: Cenario) -> None:
    primeiro, segundo, terceiro = nomear(c, 0), nomear(c, 1), empossar(c, 2)
    for vinculo in (primeiro, segundo):
        pedido = PedidoAto(tipo="posse", conteudo={"data": "2026-03-03"}, vinculo_id=vinculo)
        minutas.preparar(c.ctx, pedido=pedido, hoje=HOJE)
    lote = emitir_lote(c.ctx, pedido=termos(primeiro, terceiro, segundo), hoje=HOJE)
    textos = [" ".join(ler(pdf)) for _, pdf in lote.arquivos]
    assert [f"nº {n}/2026" in texto for n, texto in zip((1, 3, 2), textos, strict=True)] == [True] * 3
    assert [m.numero for m in reversed(minutas.listar(c.ctx, tipo="posse", estados=("emitida",)))] == [
        "1/2026",
        "2/2026",
    ]
    # The number of the minuta is the termo's: the next one does not repeat it.
    quarto = empossar(c, 3)
    assert emitir_lote(c.ctx, pedido=termos(quarto), hoje=HOJE).documentos[0].numero == "4/2026"


def test_quem_nao_pode_e_nomeado_antes_e_nada_fica(c: Cenario) -> None:
    bom, ruim = empossar(c, 0), nomear(c, 1)
    pedido = termos(bom, ruim)
    assert [f.nome for f in papeis_lote.falhas(c.ctx, pedido=pedido, hoje=HOJE)] == ["Candidato 2"]
    with pytest.raises(LoteRecusado, match=r"Candidato 2: .*posse registrada.*Nada foi emitido"):
        emitir_lote(c.ctx, pedido=pedido, hoje=HOJE)
    with pytest.raises(ErroDominio, match="marque ao menos uma"):
        emitir_lote(c.ctx, pedido=termos(), hoje=HOJE)
    with pytest.raises(ErroDominio, match="Não há lote de"):
        emitir_lote(c.ctx, pedido=PedidoDoLote(especie="portaria", ids=[bom]), hoje=HOJE)
    assert (c.contar("documento_emitido"), c.contar("arquivo")) == (0, 0)


def test_cancelar_no_meio_nao_deixa_nada(c: Cenario) -> None:
    ids = [empossar(c, n) for n in range(3)]
    feitos: list[int] = []
    with pytest.raises(ErroDominio, match="cancelada"):
        emitir_lote(
            c.ctx, pedido=termos(*ids), hoje=HOJE, progresso=lambda a, _: feitos.append(a),
            cancelado=lambda: len(feitos) == 2,
        )  # fmt: skip
    assert feitos == [1, 2]
    assert (c.contar("documento_emitido"), c.contar("arquivo")) == (0, 0)


def test_um_numero_tomado_enquanto_se_desenha_faz_desenhar_de_novo(c: Cenario) -> None:
    ids = [empossar(c, n) for n in range(2)]
    outro = empossar(c, 2)
    tomou: list[int] = []

    def progresso(feitos: int, _: int) -> None:
        if feitos == 1 and not tomou:
            tomou.append(1)
            papeis.emitir(c.ctx, papel=papeis.termo_posse(c.ctx, vinculo_id=outro, hoje=HOJE))

    lote = emitir_lote(c.ctx, pedido=termos(*ids), hoje=HOJE, progresso=progresso)
    assert [d.numero for d in lote.documentos] == ["2/2026", "3/2026"]
    assert "nº 2/2026" in " ".join(ler(lote.arquivos[0][1]))


def test_termos_de_exercicio_e_pasta(c: Cenario, tmp_path: Path) -> None:
    vinculo = c.estagiario(0).vinculo_id
    assert vinculo is not None
    pedido = PedidoDoLote(especie="termo_exercicio", ids=[vinculo])
    lote = emitir_lote(c.ctx, pedido=pedido, hoje=HOJE, junto=False)
    (arquivo,) = papeis_lote.gravar_na_pasta(lote.arquivos, tmp_path)
    assert arquivo.name.isascii()
    assert arquivo.read_bytes() == lote.arquivos[0][1]
    with pytest.raises(ErroDeArquivo, match="não existe"):
        papeis_lote.conferir_pasta(tmp_path / "nenhuma")


def test_o_aviso_de_posse_diz_prazo_lugar_e_documentos(c: Cenario) -> None:
    ids = [
        nomear(c, 0, pessoa=DadosPessoa(nome=NOME_LONGO, nascimento=date(1990, 1, 1))),
        nomear(c, 1),
    ]
    pedido = PedidoDoLote(especie="aviso_posse", ids=ids, respostas=COMPARECER)
    lote = emitir_lote(c.ctx, pedido=pedido, hoje=HOJE)
    # Nobody is called to a posse that the law no longer admits.
    alvo = Alvo(vinculos=ids)
    depois = papeis_lote.destinatarios(c.ctx, especie="aviso_posse", alvo=alvo, hoje=date(2026, 6, 1))
    assert all("último dia possível" in d.impedimento for d in depois)
    assert not any(d.impedimento for d in papeis_lote.destinatarios(c.ctx, especie="aviso_posse", alvo=alvo, hoje=HOJE))
    texto = " ".join(ler(lote.arquivos[0][1]))
    for trecho in (
        NOME_LONGO, "publicada no Diário Oficial em 03/02/2026", "até 05/03/2026", "em 04/03/2026, às 09:00",
        "Auditório da Secretaria, 1º andar", "CPF em situação regular", "art. 19, § 2º",
    ):  # fmt: skip
        assert trecho in texto, trecho
    for documento, (_, pdf) in zip(lote.documentos, lote.arquivos, strict=True):
        assert sem_memoria(pdf, memoria_de(c.ctx, documento_id=documento.id)) == set()
        assert fora_das_margens(pdf) == []
    # The same notice, asked for again, is the one that was issued.
    assert emitir_lote(c.ctx, pedido=pedido, hoje=HOJE).repetidos == 2
    # Nor called for a day after that last one, though today is before it.
    tarde = PedidoDoLote(especie="aviso_posse", ids=ids, respostas=COMPARECER | {"dia": date(2026, 4, 30)})
    with pytest.raises(LoteRecusado, match="depois do último dia possível da posse"):
        emitir_lote(c.ctx, pedido=tarde, hoje=HOJE)
    errados: tuple[dict[str, Any], ...] = (
        {"dia": date(2026, 3, 1), "local": "x"},
        {"local": " "},
        COMPARECER | {"hora": "9 e pouco"},
    )
    for errado in errados:
        with pytest.raises(ErroDominio, match="Nada foi emitido"):
            emitir_lote(c.ctx, pedido=PedidoDoLote(especie="aviso_posse", ids=ids, respostas=errado), hoje=HOJE)


def test_o_aviso_de_convocacao_e_de_quem_foi_convocado(c: Cenario) -> None:
    documento = "Edital de convocação 3/2026, de 25/02/2026"
    convocacoes.convocar(
        c.ctx, candidatos=c.candidatos[:2], em=date(2026, 2, 26), ate=date(2026, 3, 20), documento=documento
    )
    quem = papeis_lote.destinatarios(c.ctx, especie="aviso_convocacao", alvo=Alvo(lista_id=c.lista), hoje=HOJE)
    assert [bool(d.impedimento) for d in quem] == [False, False, True, True, True]
    ids = [d.id for d in quem[:2]]
    pedido = PedidoDoLote(especie="aviso_convocacao", ids=ids, respostas=COMPARECER)
    lote = emitir_lote(c.ctx, pedido=pedido, hoje=HOJE)
    texto = " ".join(ler(lote.arquivos[1][1]))
    for trecho in ("Candidato 2", "como 2º da lista Ampla concorrência", documento, "até 20/03/2026", "Edital 1/2025"):
        assert trecho in texto, trecho
    for emitido, (_, pdf) in zip(lote.documentos, lote.arquivos, strict=True):
        assert sem_memoria(pdf, memoria_de(c.ctx, documento_id=emitido.id)) == set()
    with pytest.raises(LoteRecusado, match="Candidato 3"):
        emitir_lote(
            c.ctx, pedido=PedidoDoLote(especie="aviso_convocacao", ids=[quem[2].id], respostas=COMPARECER), hoje=HOJE
        )


def test_o_dobro_de_pessoas_nao_faz_o_dobro_de_consultas(c: Cenario) -> None:
    ids = [empossar(c, n) for n in range(4)]
    consultas: list[str] = []

    def contar(quantos: int) -> int:
        consultas.clear()
        papeis_lote.falhas(c.ctx, pedido=termos(*ids[:quantos]), hoje=HOJE)
        return len(consultas)

    with c.ctx.banco.leitura() as conexao:
        motor = conexao.engine

    def anotar(_conexao: Any, _cursor: Any, comando: str, *_: Any) -> None:
        consultas.append(comando)

    event.listen(motor, "before_cursor_execute", anotar)
    try:
        contar(1)
        assert contar(2) == contar(4)
    finally:
        event.remove(motor, "before_cursor_execute", anotar)
