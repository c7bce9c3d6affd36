package org.postizgateway.kamelets;

class PostizConnectionCheckActionTest extends KameletContract {

    @Override
    String kamelet() {
        return "postiz-connection-check-action";
    }

    @Override
    String request() {
        return "GET /public/v1/is-connected";
    }

    @Override
    String answer() {
        return """
               {"connected": true}
               """;
    }
}
