"""The process of a provimento: what enters it and where, what is kept of it, what became of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from bahiaservidor.arquivos import ErroDeArquivo
from bahiaservidor.documentos.base import Cancelamento
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.servicos import anexos, papeis, processos
from bahiaservidor.servicos.papeis_emissao import Papel, memoria_de
from bahiaservidor.servicos.processos_ordem import ESPECIE, lugares, provimento, provimentos
from bahiaservidor.servicos.tipos import Registrado
from bahiaservidor.servicos.tipos.processos import PedidoProcesso, ProcessoMontado, SituacaoEntrega
from tests.documentos import arquivos
from tests.documentos.apoio import sem_memoria

from .cenario import HOJE, Cenario, cenario

ENVIADO, ACEITO, REJEITADO = SituacaoEntrega.ENVIADO, SituacaoEntrega.ACEITO, SituacaoEntrega.REJEITADO


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


@pytest.fixture
def pessoa(c: Cenario) -> Registrado:
    """Somebody sworn in, with the termo issued and a few files received out of order."""
    nomeado = c.nomear()
    posse = c.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-10", matricula="92116599")
    papeis.emitir(c.ctx, papel=papeis.termo_posse(c.ctx, vinculo_id=posse.vinculo_id, hoje=HOJE))
    for n, (nome, peca) in enumerate(
        (("outros.pdf", "outros"), ("laudo.pdf", "laudo"), ("cpf.pdf", "cpf"), ("rg.pdf", "rg"), ("doe.pdf", "doe"),
         ("parecer.pdf", "parecer"))
    ):  # fmt: skip
        anexos.anexar(c.ctx, dados=arquivos.pdf(nome, n + 1), nome=nome, vinculo_id=posse.vinculo_id, peca=peca)
    return posse


def pedido(pessoa: Registrado, **campos: Any) -> PedidoProcesso:
    return PedidoProcesso(vinculo_id=pessoa.vinculo_id, provimento="posse", **campos)


def montar(c: Cenario, pessoa: Registrado, **campos: Any) -> ProcessoMontado:
    return processos.montar(c.ctx, pedido=pedido(pessoa, **campos), hoje=HOJE)


def primeiro_volume(c: Cenario, processo: ProcessoMontado) -> bytes:
    return papeis.bytes_de(c.ctx, documento_id=processo.volumes[0].documento_id)


def entrega(c: Cenario, processo: ProcessoMontado, situacao: SituacaoEntrega, **campos: Any) -> ProcessoMontado:
    return processos.registrar_entrega(
        c.ctx, processo_id=processo.id, situacao=situacao, **{"em": HOJE, "hoje": HOJE, **campos}
    )


def test_a_ordem_legal_da_posse_e_o_que_falta(c: Cenario, pessoa: Registrado) -> None:
    proposta = processos.propor(c.ctx, vinculo_id=pessoa.vinculo_id, provimento_="posse")
    assert [(p.titulo, p.incluida) for p in proposta.partes] == [
        ("Página do Diário Oficial do Estado", True), ("Documento de identidade", True),
        ("CPF em situação regular", True), ("Laudo da Junta Médica Oficial", True), ("Termo de posse", True),
        ("outros", True), ("Parecer", False),
    ]  # fmt: skip
    faltam = proposta.faltam()
    assert "Certidão de nascimento ou de casamento" in faltam
    assert "Laudo da Junta Médica Oficial" not in faltam
    assert not any("nomeação" in falta for falta in faltam)
    sem_termo = [p.chave for p in proposta.partes if p.titulo != "Termo de posse" and p.incluida]
    assert "Termo de posse ou termo de posse, para assinatura ou termo assinado em papel" in proposta.faltam(sem_termo)


def test_cada_provimento_tem_ordem_com_lugares_que_existem() -> None:
    assert {p.chave for p in provimentos()} == {
        "posse", "reversao", "aproveitamento", "reintegracao", "reconducao", "exoneracao", "estagio",
    }  # fmt: skip
    for regra in provimentos():
        assert len(set(regra.ordem)) == len(regra.ordem), regra.chave
        assert set(lugares()) - set(regra.ordem) <= {
            "recibo", "prorrogacao_pedido", "prorrogacao_decisao", "declaracoes", "termo_assinado", "nomeacao", "doe",
            "decisao", "parecer", "ato", "requerimento", "avaliacoes", "defesa", "laudo",
        }  # fmt: skip
        assert all(aceita in regra.ordem for grupo in regra.exigidas for aceita in grupo), regra.chave
    with pytest.raises(ErroDominio, match="os que há são: posse, reversao"):
        provimento("remocao")


def test_montado_fica_guardado_com_indice_e_memoria(c: Cenario, pessoa: Registrado) -> None:
    processo = montar(c, pessoa, numero="00912342026000123456", destino="Coordenação  de Provimento")
    assert processo.folhas == 5 + 4 + 3 + 2 + 2 + 1 + 1
    assert processo.indice[:2] == (
        "Página do Diário Oficial do Estado (fls. 1 a 5)",
        "Documento de identidade (fls. 6 a 9)",
    )
    assert processo.indice[-1] == "Termo de encaminhamento (fl. 18)"
    assert [v.nome for v in processo.volumes] == ["posse-92116599-1.pdf"]
    assert (processo.numero, processo.destino) == ("009.1234.2026.0001234-56", "Coordenação de Provimento")
    pdf = primeiro_volume(c, processo)
    documento_id = processo.volumes[0].documento_id
    assert sem_memoria(pdf, memoria_de(c.ctx, documento_id=documento_id)) == set()
    (guardado,) = papeis.emitidos(c.ctx, especie="processo")
    assert guardado.titulo == "Processo digital – Posse, Candidato 1"
    assert processos.listar(c.ctx, servidor_id=pessoa.servidor_id) == (processo,)
    assert json.loads(c.valor("SELECT partes FROM processo"))[0].startswith("a")
    proposta = processos.propor(c.ctx, vinculo_id=pessoa.vinculo_id, provimento_="posse")
    assert (proposta.numero, proposta.destino) == (processo.numero, processo.destino)


def test_montado_de_novo_sem_mudanca_e_o_mesmo(c: Cenario, pessoa: Registrado) -> None:
    processo = montar(c, pessoa)
    assert montar(c, pessoa) == processo
    assert c.contar("processo") == 1
    anexos.anexar(c.ctx, dados=arquivos.pdf("Novo"), nome="n.pdf", vinculo_id=pessoa.vinculo_id, peca="bens")
    assert montar(c, pessoa).id != processo.id


def test_a_ordem_e_o_que_entra_sao_de_quem_monta(c: Cenario, pessoa: Registrado) -> None:
    proposta = processos.propor(c.ctx, vinculo_id=pessoa.vinculo_id, provimento_="posse")
    termo, rg = proposta.partes[4], proposta.partes[1]
    processo = montar(c, pessoa, partes=(termo.chave, rg.chave))
    assert processo.indice == (
        "Termo de posse (fls. 1 a 2)", "Documento de identidade (fls. 3 a 6)", "Termo de encaminhamento (fl. 7)",
    )  # fmt: skip
    for erradas in (("a999",), (rg.chave, rg.chave)):
        with pytest.raises(ErroDominio, match="mudaram enquanto"):
            montar(c, pessoa, partes=erradas)
    with pytest.raises(ErroDominio, match="nenhum documento"):
        montar(c, pessoa, partes=())


def test_o_termo_assinado_toma_o_lugar_do_emitido(c: Cenario, pessoa: Registrado) -> None:
    (emitido,) = papeis.emitidos(c.ctx, especie="termo_posse")
    papeis.emitir(
        c.ctx,
        papel=Papel(
            titulo="", nome_arquivo="", pdf=arquivos.pdf("Assinado"), especie="termo_posse_assinado", ano=2026,
            assunto="Candidato 1", servidor_id=pessoa.servidor_id, vinculo_id=pessoa.vinculo_id, origem_id=emitido.id,
        ),
    )  # fmt: skip
    proposta = processos.propor(c.ctx, vinculo_id=pessoa.vinculo_id, provimento_="posse")
    (termo,) = [p for p in proposta.partes if p.titulo == "Termo de posse"]
    assert termo.assinada
    assert termo.detalhe == "Assinado em 02/03/2026"
    leitor = PdfReader(BytesIO(primeiro_volume(c, montar(c, pessoa, partes=(termo.chave,)))))
    assert "Assinado, p. 1" in leitor.pages[1].extract_text()
    assert "os originais, em que a assinatura se confere" in " ".join(leitor.pages[2].extract_text().split())


def test_volumes_do_tamanho_da_instalacao_salvos_numa_pasta(c: Cenario, pessoa: Registrado, tmp_path: Path) -> None:
    for n in range(5):
        dados = arquivos.ruido(330, n)
        anexos.anexar(c.ctx, dados=dados, nome=f"d{n}.png", vinculo_id=pessoa.vinculo_id, descricao=f"Doc {n}")
    processos.gravar_limite(c.ctx, mb=1)
    processo = montar(c, pessoa)
    assert len(processo.volumes) == 3
    assert processo.limite_mb == processos.limite_mb(c.ctx) == 1
    caminhos = processos.salvar_em(c.ctx, processo_id=processo.id, pasta=tmp_path)
    assert [caminho.name for caminho in caminhos] == [f"posse-92116599-{n}.pdf" for n in (1, 2, 3)]
    assert all(caminho.stat().st_size <= 1 << 20 for caminho in caminhos)
    assert processos.salvar_em(c.ctx, processo_id=processo.id, pasta=tmp_path) == caminhos
    caminhos[2].write_bytes(b"outro")
    caminhos[0].unlink()
    with pytest.raises(ErroDeArquivo, match=r"já tem outro arquivo “posse-92116599-3\.pdf”"):
        processos.salvar_em(c.ctx, processo_id=processo.id, pasta=tmp_path)
    assert not caminhos[0].exists()
    processos.salvar_em(c.ctx, processo_id=processo.id, pasta=tmp_path, substituir=True)
    assert caminhos[0].read_bytes() == primeiro_volume(c, processo)
    with pytest.raises(ErroDominio, match="de 1 a 500 MB"):
        montar(c, pessoa, limite_mb=0)


def test_o_que_nao_se_monta_nao_deixa_nada(c: Cenario, pessoa: Registrado) -> None:
    with pytest.raises(ErroDominio, match="processo"):
        montar(c, pessoa, numero="123")
    with pytest.raises(Cancelamento):
        processos.montar(c.ctx, pedido=pedido(pessoa), hoje=HOJE, cancelado=lambda: True)
    with pytest.raises(ErroDominio, match="não existe mais"):
        processos.propor(c.ctx, vinculo_id=999, provimento_="posse")
    assert c.contar("processo") == 0
    assert papeis.emitidos(c.ctx, especie="processo") == ()


def test_o_andamento_diz_o_que_foi_feito_dele(c: Cenario, pessoa: Registrado) -> None:
    processo = montar(c, pessoa)
    assert processo.palavras == "Montado, por enviar"
    enviado = entrega(c, processo, ENVIADO, destino="SAEB", protocolo="77/2026")
    assert enviado.palavras == "Enviado em 02/03/2026 para SAEB, protocolo 77/2026"
    recibo = arquivos.pdf("Recibo")
    rejeitado = entrega(c, processo, REJEITADO, motivo="Falta a fl. 3", recibo=("recibo.pdf", recibo))
    assert rejeitado.palavras == "Rejeitado em 02/03/2026: Falta a fl. 3"
    anexo_id = rejeitado.entregas[-1].anexo_id
    assert anexo_id is not None
    assert anexos.ler(c.ctx, anexo_id=anexo_id).peca == "recibo"
    # Rejected, the same papers are another process, to be sent again.
    outro = montar(c, pessoa)
    assert outro.id != processo.id
    entrega(c, outro, ENVIADO, destino="SAEB")
    aceito = entrega(c, outro, ACEITO, recibo=("de-novo.pdf", recibo))
    assert aceito.situacao is ACEITO
    assert aceito.entregas[-1].anexo_id == anexo_id
    assert [p.situacao for p in processos.listar(c.ctx)] == [ACEITO, REJEITADO]


def test_a_noticia_que_nao_cabe_e_recusada(c: Cenario, pessoa: Registrado) -> None:
    processo = montar(c, pessoa)
    casos: tuple[tuple[SituacaoEntrega, dict[str, Any], str], ...] = (
        (ENVIADO, {}, "para onde"),
        (ACEITO, {}, "“por enviar” e não passa daí a “aceito”"),
        (ENVIADO, {"destino": "SAEB", "em": date(2026, 3, 3)}, "ainda não chegou"),
        (ENVIADO, {"destino": "SAEB", "em": date(2026, 3, 1)}, "é antes de 02/03/2026"),
        (ENVIADO, {"destino": "SAEB", "recibo": ("r.pdf", b"PK")}, "não é PDF"),
    )
    for situacao, campos, dito in casos:
        with pytest.raises(ErroDominio, match=dito):
            entrega(c, processo, situacao, **campos)
    assert c.contar("processo_entrega") == 0
    enviado = entrega(c, processo, ENVIADO, destino="SAEB")
    with pytest.raises(ErroDominio, match="Diga por que o processo foi rejeitado"):
        entrega(c, enviado, REJEITADO)
    assert c.contar("processo_entrega") == 1


def test_todo_documento_da_ordem_legal_e_uma_especie_que_se_emite() -> None:
    for cada in provimentos():
        pedidos = {*cada.ordem, *(item for grupo in cada.exigidas for item in grupo)}
        especies = {item.removeprefix(ESPECIE) for item in pedidos if item.startswith(ESPECIE)}
        assert especies <= set(papeis.ESPECIES), cada.chave
